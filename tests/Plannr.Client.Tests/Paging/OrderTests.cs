namespace Plannr.Client.Tests.Paging;

/// <summary>Tests that reading stops before the last page only if the order of the items proves that no later item can match.</summary>
public sealed class OrderTests : ServedApiTests
{
    private static readonly DateTimeOffset Start = new(2026, 6, 10, 9, 0, 0, TimeSpan.Zero);

    private static readonly DateTimeOffset Bound = Start.AddMinutes(100);

    [Theory]
    [InlineData("110 105 99", 1)]
    [InlineData("110 110 99 99", 1)]
    [InlineData("110|99", 2)]
    [InlineData("110||99", 3)]
    [InlineData("110 105 100", 4)]
    [InlineData("110 105 101", 4)]
    [InlineData("99", 4)]
    [InlineData("99 99", 4)]
    [InlineData("98 110 99", 4)]
    [InlineData("98 99", 4)]
    [InlineData("110 - 99", 4)]
    [InlineData("- 110 99", 4)]
    [InlineData("105 110|101 99", 4)]
    [InlineData("105 -|101 99", 4)]
    public async Task Provably_descending_list_ends_at_the_first_item_older_than_the_bound(string pages, int requests)
    {
        Assert.Equal(requests, await CountAsync(pages, With(ClientCalls.Newest(), notBefore: Bound)));
        Assert.Equal(4, await CountAsync(pages, With(ClientCalls.Newest(), notAfter: Bound)));
        Assert.Equal(4, await CountAsync(pages, ClientCalls.Newest()));
    }

    [Theory]
    [InlineData("90 95 101", 1)]
    [InlineData("90 90 101 101", 1)]
    [InlineData("90|101", 2)]
    [InlineData("90 95 100", 4)]
    [InlineData("90 99", 4)]
    [InlineData("101", 4)]
    [InlineData("101 101", 4)]
    [InlineData("110 101", 4)]
    [InlineData("90 - 101", 4)]
    [InlineData("95 90|99 101", 4)]
    public async Task Provably_ascending_list_ends_at_the_first_item_newer_than_the_bound(string pages, int requests)
    {
        Assert.Equal(requests, await CountAsync(pages, With(ClientCalls.Oldest(), notAfter: Bound)));
        Assert.Equal(4, await CountAsync(pages, With(ClientCalls.Oldest(), notBefore: Bound)));
        Assert.Equal(4, await CountAsync(pages, ClientCalls.Oldest()));
    }

    /// <summary>Returns how many of four pages are requested.</summary>
    /// <param name="pages">The times of the items on the first pages, in minutes; a dash represents an item without a time.</param>
    /// <param name="query">The query.</param>
    private async Task<int> CountAsync(string pages, PlannrQuery query)
    {
        string[] minutes = pages.Split('|');
        Api.Server.ClearRequests();
        Api.Serve([.. Enumerable.Range(0, 4).Select(page => $"{{\"data\":[{Items(page < minutes.Length ? minutes[page] : string.Empty)}],\"links\":{{\"next\":{(page < 3 ? $"\"?page={page + 2}\"" : "null")}}}}}")]);

        Assert.Null((await Api.ReadAsync(query: query)).Error);

        return Api.Server.Requests.Count;
    }

    private static PlannrQuery With(PlannrQuery query, DateTimeOffset? notBefore = null, DateTimeOffset? notAfter = null)
    {
        (query.NotBefore, query.NotAfter) = (notBefore, notAfter);
        return query;
    }

    private static string Items(string minutes) => string.Join(",", minutes.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(minute => minute == "-"
        ? $"{{\"uuid\":\"{Guid.NewGuid()}\"}}"
        : $"{{\"uuid\":\"{Guid.NewGuid()}\",\"created_at\":\"{Start.AddMinutes(int.Parse(minute, System.Globalization.CultureInfo.InvariantCulture)):yyyy-MM-ddTHH:mm:sszzz}\"}}"));
}
