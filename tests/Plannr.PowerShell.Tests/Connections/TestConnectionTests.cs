namespace Plannr.PowerShell.Tests.Connections;

[Collection(ModuleSession.Collection)]
public sealed class TestConnectionTests : IAsyncLifetime
{
    private ServedSession _served = null!;

    public async Task InitializeAsync() => _served = await ServedSession.StartAsync();

    public async Task DisposeAsync() => await _served.DisposeAsync();

    [Fact]
    public void Working_connection_is_described_in_full_sentences()
    {
        _served.Server.Override = _ => Json("""{"data":[]}""", HttpStatusCode.OK, DateTimeOffset.UtcNow);

        PlannrConnectionTest test = Run();

        Assert.True(test.IsSuccessful);
        Assert.Equal("The server accepts the token.", test.Token);
        Assert.Equal("The account can read automation executions.", test.Automations);
        Assert.Equal("No proxy is used.", test.Proxy);
        Assert.Matches("^This computer's clock (agrees with|is [0-9]+ s (ahead of|behind)) the server's\\.$", test.Clock);
        Assert.Equal(["/api/v1/logins", "/api/v1/automation-executions?per_page=1"], _served.Paths);
    }

    [Fact]
    public void Version_of_PowerShell_is_reported_instead_of_the_version_of_the_host()
    {
        string version = _served.Session.Run("$PSVersionTable.PSVersion").ShouldSucceed().Output.Single().ToString();

        Assert.Contains($", PowerShell {version}, ", Run().Versions, StringComparison.Ordinal);
    }

    [Fact]
    public void Failed_check_is_reported_as_text_and_not_as_an_error()
    {
        _served.Server.Override = request => request.Path.EndsWith("logins", StringComparison.Ordinal)
            ? Json("""{"message":"Unauthenticated."}""", HttpStatusCode.Unauthorized, DateTimeOffset.UtcNow.AddHours(2))
            : Json("""{"message":"This action is unauthorized."}""", HttpStatusCode.Forbidden, DateTimeOffset.UtcNow);

        PlannrConnectionTest test = Run();

        Assert.False(test.IsSuccessful);
        Assert.Contains("401", test.Token, StringComparison.Ordinal);
        Assert.Contains("403", test.Automations, StringComparison.Ordinal);
        Assert.Contains("behind the server's. Correct the clock", test.Clock, StringComparison.Ordinal);
    }

    [Fact]
    public void Server_message_without_a_full_stop_is_separated_from_the_advice()
    {
        _served.Server.Override = request => request.Path.EndsWith("logins", StringComparison.Ordinal)
            ? Json("""{"message":"Server Error"}""", HttpStatusCode.InternalServerError, DateTimeOffset.UtcNow)
            : Json("""{"message":"Is it down?"}""", HttpStatusCode.BadGateway, DateTimeOffset.UtcNow);

        PlannrConnectionTest test = Run();

        Assert.Contains(" Server Error. Try again later.", test.Token, StringComparison.Ordinal);
        Assert.Contains(" Is it down? Try again later.", test.Automations, StringComparison.Ordinal);
    }

    [Fact]
    public void Other_checks_are_not_run_if_the_server_is_unreachable()
    {
        _served.Server.Faults.Add(new Fault("abort", context =>
        {
            context.Http.Abort();
            return Task.CompletedTask;
        }));

        PlannrConnectionTest test = Run();

        Assert.False(test.IsSuccessful);
        Assert.Equal(("Not tested.", "Not tested."), (test.Automations, test.Clock));
        Assert.DoesNotContain("accepts", test.Token, StringComparison.Ordinal);
    }

    private PlannrConnectionTest Run() => _served.Session.Run("Test-PlannrConnection").ShouldSucceed().As<PlannrConnectionTest>().Single();

    private static HttpResponseMessage Json(string body, HttpStatusCode status, DateTimeOffset date) =>
        new(status) { Content = new StringContent(body, Encoding.UTF8, "application/json"), Headers = { Date = date } };
}
