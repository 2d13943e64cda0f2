namespace Plannr.PowerShell.Tests.History;

[Collection(ModuleSession.Collection)]
public sealed class AuditTests : IAsyncLifetime
{
    private ServedSession _served = null!;

    public async Task InitializeAsync() => _served = await ServedSession.StartAsync();

    public async Task DisposeAsync() => await _served.DisposeAsync();

    [Theory]
    [InlineData("", "/api/v1/audits?per_page=500")]
    [InlineData("-Mine", "/api/v1/my/audits?per_page=500")]
    [InlineData("-First 2", "/api/v1/audits?per_page=2")]
    [InlineData("-First 2 -Event updated", "/api/v1/audits?per_page=500")]
    public void Audits_of_the_firm_and_of_the_user_have_separate_endpoints(string parameters, string path)
    {
        _served.Session.Run("Get-PlannrAudit " + parameters).ShouldSucceed();

        Assert.Equal(["GET"], _served.Server.Requests.Select(request => request.Method));
        Assert.Equal([path], _served.Paths);
    }

    [Fact]
    public void Audit_shows_the_author_and_the_changes_as_text()
    {
        Audit audit = _served.Session.Run("Get-PlannrAudit -Type 'contact*' -Event UPDATED -First 1").ShouldSucceed().As<Audit>().Single();

        Assert.Equal(("Contact Detail", "updated", "192.0.2.17"), (audit.Type, audit.Event, audit.IpAddress));
        Assert.Equal("value: mabel@example -> mabel@example.org", audit.Changes.ToString());
        Assert.Equal("value=mabel@example", audit.OldValues.ToString());
        Assert.NotNull(audit.AccountName);
        Assert.Equal(audit.Account?.Uuid, audit.AccountUuid);
    }

    [Fact]
    public void Values_are_parsed_from_an_object_or_a_string_or_an_empty_list_or_null()
    {
        _served.Server.Override = _ => CreateResponse("""
            {"data":[
            {"uuid":"00000000-0000-4000-8000-000000000001","old_values":{"a":null,"b":1},"new_values":{"a":"x","b":2.50,"c":{"d":[1,true]}}},
            {"uuid":"00000000-0000-4000-8000-000000000002","old_values":"{\"a\":\"x\"}","new_values":"[]"},
            {"uuid":"00000000-0000-4000-8000-000000000003","old_values":[],"new_values":null},
            {"uuid":"00000000-0000-4000-8000-000000000004","old_values":"gone","new_values":[1]}]}
            """);

        Audit[] audits = [.. _served.Session.Run("Get-PlannrAudit").ShouldSucceed().As<Audit>()];

        Assert.Equal(["a: x; b: 1 -> 2.50; c: d=1; true", "a: x ->", string.Empty, string.Empty], audits.Select(audit => audit.Changes.ToString()));
        Assert.Equal("gone", audits[3].AdditionalProperties["old_values"]);
        Assert.Equal("1", audits[3].AdditionalProperties["new_values"]!.ToString());
    }

    [Fact]
    public void After_is_inclusive_and_ends_the_list_and_Before_is_exclusive()
    {
        _served.Server.Override = RespondWithDays;

        Audit[] audits = [.. _served.Session.Run("Get-PlannrAudit -After 2026-06-26T00:00:00Z -Before 2026-06-29T00:00:00Z").ShouldSucceed().As<Audit>()];

        Assert.Equal(["2026-06-28", "2026-06-27", "2026-06-26"], audits.Select(audit => audit.CreatedAt!.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));

        // The third page contains the first entry that is older than -After, so the fourth page is not requested.
        Assert.Equal(["/api/v1/audits?per_page=500", "/api/v1/audits?per_page=500&page=2", "/api/v1/audits?per_page=500&page=3"], _served.Paths.Take(3));
        Assert.Equal(3, _served.Paths.Length);
    }

    /// <summary>Responds with pages of two entries. The first entry is from 30 June and each following entry is one day older.</summary>
    private static HttpResponseMessage RespondWithDays(RecordedRequest request)
    {
        int page = request.Query.Contains("&page=", StringComparison.Ordinal) ? int.Parse(request.Query.Split("&page=")[1], CultureInfo.InvariantCulture) : 1;
        string items = string.Join(',', Enumerable.Range(0, 2).Select(i => 30 - ((page - 1) * 2) - i).Select(day =>
            $$"""{"uuid":"00000000-0000-4000-8000-0000000000{{day:00}}","created_at":"2026-06-{{day:00}}T00:00:00+00:00"}"""));
        return CreateResponse($$$"""{"data":[{{{items}}}],"meta":{"current_page":{{{page}}},"last_page":15}}""");
    }

    private static HttpResponseMessage CreateResponse(string body) => new(HttpStatusCode.OK) { Content = new StringContent(body) };
}
