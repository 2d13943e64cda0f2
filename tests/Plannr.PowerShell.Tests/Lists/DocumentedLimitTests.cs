using System.Net.Http.Headers;

namespace Plannr.PowerShell.Tests.Lists;

/// <summary>Tests commands against a server that, as documented, reports only the number of remaining requests, while another script uses up the same user's rate limit.</summary>
[Collection(ModuleSession.Collection)]
public sealed class DocumentedLimitTests : IAsyncLifetime
{
    private readonly LeapingClock _clock = new();
    private readonly ModuleSession _session = new();
    private SandboxServer _server = null!;

    public async Task InitializeAsync()
    {
        _server = await SandboxServer.StartAsync(new SandboxServerOptions
        {
            TimeProvider = _clock,
            Sandbox = new SandboxOptions { RateLimit = 50, SendsRemainingOnly = true, AdditionalExecutions = 1000 },
        });
        _session.Set("Base", _server.BaseUri);
        _session.Set("Token", ModuleSession.Secret(ServedSession.Token));
        _session.Set("Uuids", Enumerable.Repeat(SandboxData.SeedExecutionUuid, 100).ToArray());
        ReplaceClientFactory();
    }

    public async Task DisposeAsync()
    {
        _session.Dispose();
        await _server.DisposeAsync();
    }

    [Theory]
    [InlineData("$Uuids | Get-PlannrAutomationExecution -ThrottleLimit 16", 100)]
    [InlineData("$Uuids | Get-PlannrAutomationExecution -ThrottleLimit 1", 100)]
    [InlineData("Get-PlannrAutomationExecution -First 900", 900)]
    public async Task No_record_is_lost_if_another_script_uses_up_the_rate_limit(string script, int count)
    {
        Connect();
        await UseUpLimitAsync();
        _clock.Advance(TimeSpan.FromSeconds(35));
        DateTimeOffset start = _clock.GetUtcNow();

        ScriptResult result = _session.Run(script).ShouldSucceed();

        Assert.Equal(count, result.Output.Count);
        Assert.InRange(_clock.GetUtcNow() - start, TimeSpan.FromSeconds(25), TimeSpan.FromMinutes(4));
        Assert.InRange(Assert.Single(_session.Run("Get-PlannrConnection").As<PlannrConnection>()).Retries, 1, 24);
    }

    [Fact]
    public async Task Connect_Plannr_retries_until_the_rate_limit_resets()
    {
        await UseUpLimitAsync();
        _clock.Advance(TimeSpan.FromSeconds(35));
        _server.ClearRequests();
        DateTimeOffset start = _clock.GetUtcNow();

        Connect();

        // Requests are sent at 0, 4, 12 and 28 s.
        Assert.Equal(4, _server.Requests.Count);
        Assert.Equal(28, (_clock.GetUtcNow() - start).TotalSeconds, 1);
    }

    private void Connect() => _session.Run("Connect-Plannr -AccessToken $Token -BaseUri $Base -SkipAccountResolution").ShouldSucceed();

    private async Task UseUpLimitAsync()
    {
        using var other = new HttpClient { BaseAddress = _server.BaseUri };
        other.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", ServedSession.Token);
        other.DefaultRequestHeaders.Accept.ParseAdd("application/json");
        HttpResponseMessage response;
        do
        {
            response = await other.GetAsync(new Uri("api/v1/logins", UriKind.Relative));
        }
        while (response.StatusCode != HttpStatusCode.TooManyRequests);

        Assert.Equal(["0"], response.Headers.GetValues("X-Ratelimit-Remaining"));
        Assert.DoesNotContain(response.Headers, header => header.Key is "Retry-After" or "X-RateLimit-Limit" or "X-RateLimit-Reset");
    }

    private void ReplaceClientFactory() => ClientFactory.Replace(new TunedClientFactory(_clock, 4));
}
