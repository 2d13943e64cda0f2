using System.Runtime.CompilerServices;

namespace Plannr.Client.Tests.Paging;

/// <summary>Tests lists that never end.</summary>
public sealed class EndlessTests : ServedApiTests
{
    private const string Item = "{\"uuid\":\"82f16694-dbe3-4787-bd57-ab9eec12b43f\"}";

    [Fact]
    public async Task Endless_pages_with_the_same_items_cause_an_error()
    {
        int page = 0;
        Api.Server.Override = _ => ListReading.Json($"{{\"data\":[{Item}],\"links\":{{\"next\":\"/api/v1/automation-executions?page={++page + 1}\"}}}}");

        ReadList list = await Api.ReadAsync();

        Assert.Single(list.Uuids);
        Assert.Contains("repeats pages", Assert.IsType<PlannrInvalidResponseException>(list.Error).Message, StringComparison.Ordinal);
        Assert.Equal(6, Api.Server.Requests.Count);
    }

    [Fact]
    public async Task Page_that_links_to_itself_causes_an_error_after_its_items()
    {
        Api.Server.Override = request => ListReading.Json($"{{\"data\":[{Item}],\"links\":{{\"next\":\"{request.Path}?{request.Query}\"}}}}");

        ReadList list = await Api.ReadAsync();

        Assert.Single(list.Uuids);
        Assert.IsType<PlannrInvalidResponseException>(list.Error);
        Assert.Single(Api.Server.Requests);
    }

    [Fact]
    public async Task Cycle_of_three_pages_causes_an_error_after_one_round()
    {
        Api.Server.Override = request =>
        {
            string[] query = request.Query.Split('&');
            int page = query.Contains("page=2") ? 2 : query.Contains("page=3") ? 3 : 1;
            return ListReading.Json($"{{\"data\":[{{\"uuid\":\"{Guid.NewGuid()}\"}}],\"links\":{{\"next\":\"/api/v1/automation-executions?page={(page % 3) + 1}\"}}}}");
        };

        ReadList list = await Api.ReadAsync();

        // The first page is requested twice: once without a page number and once with the number from the link.
        Assert.Equal(4, list.Pages.Count);
        Assert.IsType<PlannrInvalidResponseException>(list.Error);
        Assert.Equal(4, Api.Server.Requests.Count);
    }

    [Fact]
    public async Task Items_of_a_repeated_page_without_links_are_returned_once_even_without_UUIDs()
    {
        Api.Server.Override = _ => ListReading.Json("{\"data\":[{\"name\":\"A\"},{\"name\":\"B\"}]}");

        ReadList list = await Api.ReadAsync();

        Assert.Equal(["A", "B"], list.Names);
        Assert.Null(list.Error);
        Assert.Equal(2, Api.Server.Requests.Count);
    }

    [Theory]
    [InlineData("", 500, 2)]
    [InlineData("", 501, 1)]
    [InlineData("?per_page=10", 500, 2)]
    [InlineData("?per_page=10", 501, 1)]
    [InlineData("?per_page=1000", 1000, 2)]
    [InlineData("?per_page=1000", 1001, 1)]
    public async Task Response_without_links_that_exceeds_the_page_size_is_treated_as_the_complete_list(string query, int count, int requests)
    {
        // Each response contains different items, so no page is treated as repeated.
        int request = 0;
        Api.Server.Override = _ =>
        {
            bool isEmpty = ++request > 3 || (request == 2 && requests == 2);
            return ListReading.Json($"[{string.Join(",", Enumerable.Range(0, isEmpty ? 0 : count).Select(number => $"{{\"name\":\"{number} {request}\"}}"))}]");
        };
        using IPlannrPages<object> pages = Api.Client.ListItems(new PlannrRequest { Path = "api/v1/task" + query });
        int read = 0;
        while (await pages.NextAsync(default) is { } page)
        {
            read += page.Count;
        }

        Assert.Equal(count, read);
        Assert.Equal(requests, Api.Server.Requests.Count);
    }

    [Fact]
    public async Task Items_of_an_endless_list_are_not_kept_in_memory()
    {
        const int Pages = 300;
        int page = 0;
        Api.Server.Override = _ => ListReading.Json(
            $"{{\"data\":[{string.Join(",", Enumerable.Range(0, 10).Select(_ => $"{{\"uuid\":\"{Guid.NewGuid()}\"}}"))}],\"links\":{{\"next\":\"?page={++page + 1}\"}}}}");
        using IPlannrPages<AutomationExecution> pages = Api.Client.ListExecutions();
        var read = new List<WeakReference>();
        for (int i = 0; i < Pages; i++)
        {
            read.Add(await ReadAsync(pages));
        }

        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();

        Assert.InRange(read.Count(reference => reference.IsAlive), 0, 5);
    }

    [Theory]
    [InlineData("/t:x")]
    [InlineData("/javascript:alert(1)")]
    [InlineData("/c:/windows")]
    public async Task Link_that_is_a_path_with_a_colon_is_followed(string path)
    {
        Api.Server.Override = request => ListReading.Json(
            request.Path == path ? "{\"data\":[{\"name\":\"B\"}],\"links\":{\"next\":null}}" : $"{{\"data\":[{{\"name\":\"A\"}}],\"links\":{{\"next\":\"{path}\"}}}}");

        ReadList list = await Api.ReadAsync();

        Assert.Null(list.Error);
        Assert.Equal(["A", "B"], list.Names);
    }

    /// <summary>Reads a page in a separate method, so that no local variable keeps its items alive.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<WeakReference> ReadAsync(IPlannrPages<AutomationExecution> pages)
    {
        IReadOnlyList<AutomationExecution>? page = await pages.NextAsync(default);
        Assert.Equal(10, page!.Count);
        return new WeakReference(page[0]);
    }
}
