using System.Net.Http.Headers;

namespace Plannr.PowerShell.Tests.Lists;

/// <summary>A server that tells of its limit as the API's documentation has it, how many requests are left and nothing else, and another script of the same user.</summary>
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
        Tune();
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
    public async Task A_minute_that_another_script_has_used_up_costs_time_and_no_record(string script, int count)
    {
        Connect();
        await UseUpAsync();
        _clock.Advance(TimeSpan.FromSeconds(35));
        DateTimeOffset start = _clock.GetUtcNow();

        ScriptResult result = _session.Run(script).ShouldSucceed();

        Assert.Equal(count, result.Output.Count);
        Assert.InRange(_clock.GetUtcNow() - start, TimeSpan.FromSeconds(25), TimeSpan.FromMinutes(4));
        Assert.InRange(Assert.Single(_session.Run("Get-PlannrConnection").As<PlannrConnection>()).Retries, 1, 24);
    }

    [Fact]
    public async Task Who_connects_in_a_minute_that_is_used_up_asks_a_few_times_until_it_is_over()
    {
        await UseUpAsync();
        _clock.Advance(TimeSpan.FromSeconds(35));
        _server.ClearRequests();
        DateTimeOffset start = _clock.GetUtcNow();

        Connect();

        // After 0, 4, 12 and 28 s.
        Assert.Equal(4, _server.Requests.Count);
        Assert.Equal(28, (_clock.GetUtcNow() - start).TotalSeconds, 1);
    }

    private void Connect() => _session.Run("Connect-Plannr -AccessToken $Token -BaseUri $Base -SkipAccountResolution").ShouldSucceed();

    private async Task UseUpAsync()
    {
        using var other = new HttpClient { BaseAddress = _server.BaseUri };
        other.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", ServedSession.Token);
        other.DefaultRequestHeaders.Accept.ParseAdd("application/json");
        HttpResponseMessage answer;
        do
        {
            answer = await other.GetAsync(new Uri("api/v1/logins", UriKind.Relative));
        }
        while (answer.StatusCode != HttpStatusCode.TooManyRequests);

        Assert.Equal(["0"], answer.Headers.GetValues("X-Ratelimit-Remaining"));
        Assert.DoesNotContain(answer.Headers, header => header.Key is "Retry-After" or "X-RateLimit-Limit" or "X-RateLimit-Reset");
    }

    private void Tune() => ClientFactory.Replace(new TunedClientFactory(_clock, 4));
}
