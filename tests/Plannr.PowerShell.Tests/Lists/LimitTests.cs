namespace Plannr.PowerShell.Tests.Lists;

/// <summary>Tests throttling to the server's rate limit, with a fake clock.</summary>
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
        ReplaceClientFactory();
        _session.Run("Connect-Plannr -AccessToken $Token -BaseUri $Base -SkipAccountResolution").ShouldSucceed();
    }

    public async Task DisposeAsync()
    {
        _session.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public void Long_job_uses_the_whole_rate_limit_with_few_429_responses()
    {
        _session.Set("Uuids", Enumerable.Repeat(SandboxData.SeedExecutionUuid, 400).ToArray());
        DateTimeOffset start = _clock.GetUtcNow();

        ScriptResult result = _session.Run("$Uuids | Get-PlannrAutomationExecution -ThrottleLimit 16").ShouldSucceed();

        Assert.Equal(400, result.Output.Count);
        int rejected = _server.Requests.Count - 400 - 1;
        Assert.InRange(rejected, 0, 8);
        Assert.InRange(_clock.GetUtcNow() - start, TimeSpan.FromMinutes(7), TimeSpan.FromMinutes(10));
    }

    [Fact]
    public void Connection_shows_its_rate_limit_and_its_request_and_retry_counts()
    {
        _session.Run($"Get-PlannrAutomationExecution {SandboxData.SeedExecutionUuid}").ShouldSucceed();

        PlannrConnection connection = Assert.Single(_session.Run("Get-PlannrConnection").ShouldSucceed().As<PlannrConnection>());

        Assert.Equal(50, connection.RateLimit);
        Assert.Equal(48, connection.RateLimitRemaining);
        Assert.Equal(2, connection.RequestsSent);
        Assert.Equal(0, connection.Retries);
    }

    private void ReplaceClientFactory() => ClientFactory.Replace(new TunedClientFactory(_clock, 4));
}
