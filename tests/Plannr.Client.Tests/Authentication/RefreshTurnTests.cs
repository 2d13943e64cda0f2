namespace Plannr.Client.Tests.Authentication;

/// <summary>Tests that the token is refreshed before an attempt waits for the rate limit or starts its timeout, and how a failed refresh is reported.</summary>
public sealed class RefreshTurnTests
{
    private static readonly TimeSpan TestTimeout = TimeSpan.FromSeconds(30);

    private readonly TestClock _clock = new();

    [Fact]
    public async Task Refresh_does_not_count_towards_the_timeout_of_the_attempt()
    {
        var refreshed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var answered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using ServedApi api = await StartAsync();
        api.Server.Faults.Add(Fault.Delay(refreshed.Task).ForPath("/oauth/token"));
        api.Server.Faults.Add(Fault.Delay(answered.Task).ForPath("/automation-executions"));
        Task<AutomationExecution> call = api.GetAsync();

        await api.Server.WaitForRequestAsync(1).WaitAsync(TestTimeout);
        _clock.Advance(TimeSpan.FromSeconds(50));
        refreshed.SetResult();
        await api.Server.WaitForRequestAsync(2).WaitAsync(TestTimeout);
        _clock.Advance(TimeSpan.FromSeconds(50));
        answered.SetResult();

        Assert.Equal(ServedApi.Uuid, (await call.WaitAsync(TestTimeout)).Uuid);
    }

    [Fact]
    public async Task Attempt_after_a_rejected_token_waits_for_the_rate_limit()
    {
        await using ServedApi api = await StartAsync(accessToken: "refused");
        int requests = 0;
        api.Server.Override = request =>
        {
            if (request.Path == "/oauth/token")
            {
                return null;
            }

            var response = new HttpResponseMessage(++requests == 1 ? HttpStatusCode.Unauthorized : HttpStatusCode.OK)
            {
                Content = new StringContent($$"""{"uuid": "{{ServedApi.Uuid}}"}""", Encoding.UTF8, "application/json"),
            };
            response.Headers.Add("X-Ratelimit-Remaining", requests == 1 ? "0" : "400");
            return response;
        };

        Task<AutomationExecution> call = api.GetAsync();

        Assert.Equal(TimeSpan.FromSeconds(60), await _clock.NextDelayAsync());
        Assert.Equal(["GET", "POST"], api.Server.Requests.Select(request => request.Method));
        _clock.Advance(TimeSpan.FromSeconds(60));
        await call.WaitAsync(TestTimeout);
        Assert.Equal(["GET", "POST", "GET"], api.Server.Requests.Select(request => request.Method));
        Assert.Equal(2, api.Client.Statistics.RequestsSent);
    }

    [Theory]
    [InlineData("time-out", false)]
    [InlineData("time-out", true)]
    [InlineData("HTTP 503", false)]
    [InlineData("HTTP 503", true)]
    [InlineData("a page", false)]
    [InlineData("a page", true)]
    [InlineData("reset", false)]
    [InlineData("reset", true)]
    public async Task Failed_refresh_is_not_retried_and_never_reports_an_unknown_outcome(string fault, bool isWrite)
    {
        await using ServedApi api = await StartAsync(retries: 2);
        api.Server.Faults.Add(fault switch
        {
            "time-out" => Fault.Delay(new TaskCompletionSource().Task),
            "HTTP 503" => Fault.Status(503, "{}"),
            "reset" => Fault.Reset(),
            _ => Fault.Html(),
        });
        Task call = isWrite
            ? api.Client.CreateTaskAsync("Call back")
            : api.GetAsync();
        await api.Server.WaitForRequestAsync(1).WaitAsync(TestTimeout);
        if (fault == "time-out")
        {
            _clock.Advance(ServedApi.Timeout);
        }

        PlannrRequestException error = await Assert.ThrowsAnyAsync<PlannrRequestException>(() => call.WaitAsync(TestTimeout));

        Assert.IsNotType<PlannrUnknownOutcomeException>(error);
        Assert.Equal("/oauth/token", error.Path);
        Assert.StartsWith("POST /oauth/token: ", error.Message, StringComparison.Ordinal);
        Assert.Equal("/oauth/token", Assert.Single(api.Server.Requests).Path);
    }

    private Task<ServedApi> StartAsync(int retries = 0, string? accessToken = null) => ServedApi.StartAsync(
        options =>
        {
            options.MaximumRetryCount = retries;
            options.AccessToken = accessToken is null ? null : Tokens.Secure(accessToken);
            options.OAuth = new PlannrOAuthOptions
            {
                ClientId = SandboxData.ConfidentialClientId,
                ClientSecret = Tokens.Secure(SandboxData.ConfidentialClientSecret),
                RefreshToken = Tokens.Secure(SandboxData.RefreshToken),
            };
        },
        _clock);
}
