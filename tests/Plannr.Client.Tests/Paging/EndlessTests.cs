using System.Runtime.CompilerServices;

namespace Plannr.Client.Tests.Paging;

/// <summary>Servers whose lists never end by themselves.</summary>
public sealed class EndlessTests : ServedApiTests
{
    private const string Item = "{\"uuid\":\"82f16694-dbe3-4787-bd57-ab9eec12b43f\"}";

    [Fact]
    public async Task New_pages_with_the_same_items_for_ever_are_an_error_after_a_few()
    {
        int page = 0;
        Api.Server.Override = _ => ListReading.Json($"{{\"data\":[{Item}],\"links\":{{\"next\":\"/api/v1/automation-executions?page={++page + 1}\"}}}}");

        ReadList list = await Api.ReadAsync();

        Assert.Single(list.Uuids);
        Assert.Contains("repeats pages", Assert.IsType<PlannrInvalidResponseException>(list.Error).Message, StringComparison.Ordinal);
        Assert.Equal(6, Api.Server.Requests.Count);
    }

    [Fact]
    public async Task A_page_whose_next_is_itself_is_an_error_after_its_items()
    {
        Api.Server.Override = request => ListReading.Json($"{{\"data\":[{Item}],\"links\":{{\"next\":\"{request.Path}?{request.Query}\"}}}}");

        ReadList list = await Api.ReadAsync();

        Assert.Single(list.Uuids);
        Assert.IsType<PlannrInvalidResponseException>(list.Error);
        Assert.Single(Api.Server.Requests);
    }

    [Fact]
    public async Task A_circle_of_three_pages_is_read_once()
    {
        Api.Server.Override = request =>
        {
            string[] asked = request.Query.Split('&');
            int page = asked.Contains("page=2") ? 2 : asked.Contains("page=3") ? 3 : 1;
            return ListReading.Json($"{{\"data\":[{{\"uuid\":\"{Guid.NewGuid()}\"}}],\"links\":{{\"next\":\"/api/v1/automation-executions?page={(page % 3) + 1}\"}}}}");
        };

        ReadList list = await Api.ReadAsync();

        // The first page has no number when it is asked for, and has one in the circle.
        Assert.Equal(4, list.Pages.Count);
        Assert.IsType<PlannrInvalidResponseException>(list.Error);
        Assert.Equal(4, Api.Server.Requests.Count);
    }

    [Fact]
    public async Task The_same_page_for_ever_without_a_word_of_the_next_is_read_once_also_where_nothing_tells_its_items_apart()
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
    public async Task More_than_a_page_can_hold_without_a_word_of_the_next_is_the_whole_list_though_it_changes(string query, int count, int requests)
    {
        // Nothing tells the items of two requests for the same.
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
    public async Task New_items_for_ever_come_for_ever_and_nothing_holds_them()
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
    public async Task A_link_with_a_colon_in_its_path_is_a_path(string path)
    {
        Api.Server.Override = request => ListReading.Json(
            request.Path == path ? "{\"data\":[{\"name\":\"B\"}],\"links\":{\"next\":null}}" : $"{{\"data\":[{{\"name\":\"A\"}}],\"links\":{{\"next\":\"{path}\"}}}}");

        ReadList list = await Api.ReadAsync();

        Assert.Null(list.Error);
        Assert.Equal(["A", "B"], list.Names);
    }

    /// <summary>A method of its own, whose variables hold nothing any more once it has returned.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<WeakReference> ReadAsync(IPlannrPages<AutomationExecution> pages)
    {
        IReadOnlyList<AutomationExecution>? page = await pages.NextAsync(default);
        Assert.Equal(10, page!.Count);
        return new WeakReference(page[0]);
    }
}
