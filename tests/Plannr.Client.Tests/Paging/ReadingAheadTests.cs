namespace Plannr.Client.Tests.Paging;

/// <summary>Tests when the next page is requested in advance and how long items are remembered.</summary>
public sealed class ReadingAheadTests : ServedApiTests
{
    private static readonly TimeSpan TestTimeout = TimeSpan.FromSeconds(30);

    private readonly TaskCompletionSource _cancelled = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Fact]
    public async Task Next_page_is_requested_in_advance()
    {
        using IPlannrPages<AutomationExecution> pages = Start(ClientCalls.Newest());

        await pages.NextAsync(default);

        await Api.Server.WaitForRequestAsync(2).WaitAsync(TestTimeout);
        await pages.NextAsync(default);
        Assert.Equal(2, Api.Server.Requests.Count);
    }

    [Fact]
    public async Task Next_page_of_an_untyped_list_is_requested_in_advance()
    {
        using IPlannrPages<AutomationExecution> served = Start(ClientCalls.Newest());
        using IPlannrPages<object> pages = Api.Client.ListItems(new PlannrRequest { Path = "api/v1/task" });

        await pages.NextAsync(default);

        Assert.Equal("page=2", (await Api.Server.WaitForRequestAsync(2).WaitAsync(TestTimeout)).Query);
    }

    [Fact]
    public async Task Next_page_is_not_requested_in_advance_if_the_page_size_is_explicit()
    {
        using IPlannrPages<AutomationExecution> pages = Start(ClientCalls.Newest(pageSize: 1));

        await pages.NextAsync(default);
        await Api.Client.SendAsync(new PlannrRequest { Path = "api/v1/task" }, default);
        Assert.DoesNotContain(Api.Server.Requests, request => request.Query.Contains("page=2", StringComparison.Ordinal));

        Assert.Equal("B", Assert.Single((await pages.NextAsync(default))!).Name);
        Assert.Null(await pages.NextAsync(default));
    }

    [Fact]
    public async Task Reading_executions_by_UUID_stops_when_all_are_found()
    {
        Api.Server.Override = _ => new HttpResponseMessage { Content = new StringContent($$"""{"data":[{"uuid":"{{ServedApi.Uuid}}","status":"completed"}]}""", Encoding.UTF8, "application/json") };

        IReadOnlyList<RecordResult<AutomationExecution>> results = await Api.Client.GetExecutionsAsync([ServedApi.Uuid], includeAccount: false, default);

        Assert.Equal(ServedApi.Uuid, Assert.Single(results).Record!.Uuid);
        Assert.Single(Api.Server.Requests);
    }

    [Fact]
    public async Task Disposing_the_pages_cancels_the_request_for_the_next_page()
    {
        Api.Server.Faults.Add(Endless().ForRequest(2));
        IPlannrPages<AutomationExecution> pages = Start(ClientCalls.Newest());
        await pages.NextAsync(default);
        await Api.Server.WaitForRequestAsync(2).WaitAsync(TestTimeout);

        pages.Dispose();

        await _cancelled.Task.WaitAsync(TestTimeout);
        Assert.Null(await pages.NextAsync(default));
    }

    [Fact]
    public async Task Cancelling_aborts_the_request_in_progress()
    {
        Api.Server.Faults.Add(Endless().ForRequest(2));
        using IPlannrPages<AutomationExecution> pages = Start(ClientCalls.Newest());
        await pages.NextAsync(default);
        using var cancellation = new CancellationTokenSource();
        Task<IReadOnlyList<AutomationExecution>?> next = pages.NextAsync(cancellation.Token);
        await Api.Server.WaitForRequestAsync(2).WaitAsync(TestTimeout);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next);
        await _cancelled.Task.WaitAsync(TestTimeout);
    }

    [Theory]
    [InlineData(5_000, 5_000)]
    [InlineData(10_000, 10_001)]
    public async Task Repeated_item_is_skipped_only_within_10_000_items(int before, int count)
    {
        string[] items = Items(before);
        Serve([.. items.Append(items[0]).Chunk(500)]);

        Assert.Equal(count, (await Api.ReadAsync()).Uuids.Count());
    }

    [Fact]
    public async Task Only_new_items_of_a_repeated_long_page_are_returned()
    {
        string[] items = Items(6_000);
        string[] added = Items(4);
        Serve(items, [added[0], .. items], [.. added[..2], .. items], [.. added[..3], .. items], [.. added, .. items]);

        ReadList list = await Api.ReadAsync();

        Assert.Equal([6_000, 1, 1, 1, 1], list.Pages.Select(page => page.Count));
        Assert.Null(list.Error);
    }

    private void Serve(params string[][] pages) => Api.Serve(
        [.. pages.Select((page, index) => $"{{\"data\":[{string.Join(",", page)}],\"meta\":{{\"current_page\":{index + 1},\"last_page\":{pages.Length}}}}}")]);

    private static string[] Items(int count) => [.. Enumerable.Range(0, count).Select(_ => $"{{\"uuid\":\"{Guid.NewGuid()}\"}}")];

    private IPlannrPages<AutomationExecution> Start(PlannrQuery query)
    {
        Api.Serve(
            "{\"data\":[{\"name\":\"A\"}],\"meta\":{\"current_page\":1,\"last_page\":2}}", "{\"data\":[{\"name\":\"B\"}],\"meta\":{\"current_page\":2,\"last_page\":2}}");
        return Api.Client.ListExecutions(query);
    }

    /// <summary>Creates a fault that sends no response and records whether the client cancels the request.</summary>
    private Fault Endless() => new("endless", async context =>
    {
        using CancellationTokenRegistration end = context.CancellationToken.Register(() => _cancelled.TrySetResult());
        await Task.Delay(Timeout.Infinite, context.CancellationToken);
    });
}
