namespace Plannr.PowerShell.Tests.Lists;

/// <summary>The server's limit and the connection's pace, on one clock that takes no real time.</summary>
[Collection(ModuleSession.Collection)]
public sealed class LimitTests : IAsyncLifetime
{
    private readonly LeapingClock _clock = new();
    private readonly ModuleSession _session = new();
    private SandboxServer _server = null!;

    public async Task InitializeAsync()
    {
        _server = await SandboxServer.StartAsync(new SandboxServerOptions
        {
            TimeProvider = _clock,
            Sandbox = new SandboxOptions { RateLimit = 50, AdditionalExecutions = 10 },
        });
        _session.Set("Base", _server.BaseUri);
        _session.Set("Token", ModuleSession.Secret(ServedSession.Token));
        Tune();
        _session.Run("Connect-Plannr -AccessToken $Token -BaseUri $Base -SkipAccountResolution").ShouldSucceed();
    }

    public async Task DisposeAsync()
    {
        _session.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public void A_long_job_takes_the_whole_of_each_minutes_share_and_is_hardly_ever_refused()
    {
        _session.Set("Uuids", Enumerable.Repeat(SandboxData.SeedExecutionUuid, 400).ToArray());
        DateTimeOffset start = _clock.GetUtcNow();

        ScriptResult result = _session.Run("$Uuids | Get-PlannrAutomationExecution -ThrottleLimit 16").ShouldSucceed();

        Assert.Equal(400, result.Output.Count);
        int refused = _server.Requests.Count - 400 - 1;
        Assert.InRange(refused, 0, 8);
        Assert.InRange(_clock.GetUtcNow() - start, TimeSpan.FromMinutes(7), TimeSpan.FromMinutes(10));
    }

    [Fact]
    public void The_connection_shows_limit_rest_requests_and_retries()
    {
        _session.Run($"Get-PlannrAutomationExecution {SandboxData.SeedExecutionUuid}").ShouldSucceed();

        PlannrConnection connection = Assert.Single(_session.Run("Get-PlannrConnection").ShouldSucceed().As<PlannrConnection>());

        Assert.Equal(50, connection.RateLimit);
        Assert.Equal(48, connection.RateLimitRemaining);
        Assert.Equal(2, connection.RequestsSent);
        Assert.Equal(0, connection.Retries);
    }

    private void Tune() => ClientFactory.Replace(new TunedClientFactory(_clock, 4));
}
