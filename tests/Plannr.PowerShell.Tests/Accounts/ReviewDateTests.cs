namespace Plannr.PowerShell.Tests.Accounts;

[Collection(ModuleSession.Collection)]
public sealed class ReviewDateTests : IAsyncLifetime
{
    private const string Sorted = "sort=next_review_date&per_page=500";

    private ServedSession _served = null!;
    private string[] _pages = [];

    public async Task InitializeAsync()
    {
        _served = await ServedSession.StartAsync();
        _served.Server.Override = request =>
        {
            int page = request.Query.Contains("page=2", StringComparison.Ordinal) ? 2 : request.Query.Contains("page=3", StringComparison.Ordinal) ? 3 : 1;
            string next = page < _pages.Length ? $"\"http://{request.Header("Host")}/api/v1/account?{Sorted}&page={page + 1}\"" : "null";
            string accounts = string.Join(',', _pages[page - 1].Split(' ').Select((date, i) => Account(Runs.Uuid((100 * page) + i), date)));
            return new HttpResponseMessage { Content = new StringContent($$"""{"data":[{{accounts}}],"links":{"next":{{next}} },"meta":{"current_page":{{page}} } }""") };
        };
    }

    public async Task DisposeAsync() => await _served.DisposeAsync();

    [Fact]
    public void List_is_sorted_by_review_date_and_pages_after_the_last_date_are_not_requested()
    {
        _pages = ["none 2026-12-01 2026-12-05", "2026-12-20 2027-01-02", "2027-02-01 2027-03-01"];

        Assert.Equal("2026-12-05 2026-12-20", Names("-NextReviewAfter 2026-12-02T00:00:00Z -NextReviewBefore 2027-01-01T00:00:00Z"));
        Assert.Equal(2, _served.Paths.Length);
        Assert.Equal($"/api/v1/account?{Sorted}", _served.Paths[0]);
    }

    [Fact]
    public void List_that_the_server_returns_unsorted_is_read_to_the_end()
    {
        _pages = ["2027-06-01 2026-12-01", "2027-01-02 2026-12-20"];

        Assert.Equal("2026-12-01 2026-12-20", Names("-NextReviewBefore 2027-01-01T00:00:00Z"));
        Assert.Equal(2, _served.Paths.Length);
    }

    [Fact]
    public void Explicit_sort_order_is_kept_and_the_list_is_read_to_the_end()
    {
        _pages = ["2026-12-01 2027-06-01"];

        Assert.Equal("2026-12-01", Names("-NextReviewBefore 2027-01-01T00:00:00Z -Sort last_name"));
        Assert.Equal(["/api/v1/account?sort=last_name&per_page=500"], _served.Paths);
    }

    private static string Account(Guid uuid, string date) =>
        $$"""{"uuid":"{{uuid}}","name":"{{date}}","next_review_date":{{(date == "none" ? "null" : $"\"{date}T00:00:00+00:00\"")}} }""";

    private string Names(string parameters) => string.Join(' ', _served.Session.Run($"(Get-PlannrAccount {parameters}).Name").ShouldSucceed().Output);
}
