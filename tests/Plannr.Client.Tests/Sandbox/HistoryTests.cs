namespace Plannr.Client.Tests.Sandbox;

public class HistoryTests : SandboxTests
{
    [Fact]
    public async Task Creating_a_task_adds_an_audit_with_the_account_from_the_header()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/task")
        {
            Content = new StringContent("""{"name":"Call"}""", System.Text.Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("X-PLANNR-ACCOUNT-UUID", SandboxData.AdminAccountUuid.ToString());
        JsonObject task = await ReadAsync(await Client.SendAsync(request), HttpStatusCode.Created);

        JsonNode audit = (await GetAsync("/api/v1/audits?per_page=1"))["data"]!.AsArray().Single()!;
        Assert.Equal("Task created", $"{audit["type"]} {audit["event"]}");
        Assert.Equal("2026-01-15T12:00:00+00:00", Text(audit, "created_at"));
        Assert.Equal(Text(task, "uuid"), Text(audit["new_values"], "uuid"));
        Assert.Equal("[]", audit["old_values"]!.ToJsonString());
        Assert.Equal("tests/1.0", Text(audit, "user_agent"));
        Assert.Equal(SandboxData.AdminAccountUuid.ToString(), Text(audit["account"], "uuid"));
        JsonObject own = await GetAsync("/api/v1/my/audits?per_page=100");
        Assert.All(own["data"]!.AsArray(), each => Assert.Equal(SandboxData.OwnerAccountUuid.ToString(), Text(each!["account"], "uuid")));
    }

    [Fact]
    public async Task Audits_show_that_the_email_address_changed_before_and_after_the_failure()
    {
        JsonObject run = await GetAsync($"/api/v1/automation-executions/{SandboxData.FailedExecutionUuid}?include=account");
        DateTimeOffset failed = DateTimeOffset.Parse(Text(run, "updated_at"), System.Globalization.CultureInfo.InvariantCulture);
        JsonArray audits = (await GetAsync("/api/v1/audits?per_page=100"))["data"]!.AsArray();
        string[] changes = audits
            .Where(audit => Text(audit, "type") == "Contact Detail" && Text(audit, "url").EndsWith(Text(run["account"], "uuid"), StringComparison.Ordinal))
            .Select(audit => $"{audit!["new_values"]!["value"]} by {audit["account"]!["name"]}, {(IsBefore(audit, failed) ? "before" : "after")}")
            .ToArray();
        Assert.Equal(["mabel@example.org by Adminder Fileworthy, after", "mabel@example by Mempert Paraplanwell, before"], changes);
    }

    [Fact]
    public async Task Log_of_a_client_contains_automation_failures()
    {
        string log = $"/api/v1/logs/client/{SandboxData.ClientAccountUuid}";
        JsonObject all = await GetAsync($"{log}?sort=created_at");
        Assert.Equal(["automation", "viewed"], all["data"]!.AsArray().Select(entry => Text(entry, "type")).Order());
        JsonNode error = Assert.Single((await GetAsync($"{log}?filter%5Blevel%5D=error"))["data"]!.AsArray())!;
        Assert.Contains("failed at the step", Text(error, "description"), StringComparison.Ordinal);
        Assert.Null(error["author"]);
    }

    [Theory]
    [InlineData("client/00000000-0000-0000-0000-000000000000")]
    [InlineData("biscuit/00000000-0000-0000-0000-000000000000")]
    public async Task Request_for_the_log_of_an_unknown_record_returns_404(string path) =>
        await ReadAsync(await Client.GetAsync("/api/v1/logs/" + path), HttpStatusCode.NotFound);

    private static bool IsBefore(JsonNode audit, DateTimeOffset moment) =>
        DateTimeOffset.Parse(Text(audit, "created_at"), System.Globalization.CultureInfo.InvariantCulture) < moment;
}
