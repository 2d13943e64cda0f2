using System.Runtime.InteropServices;
using System.Security;

namespace Plannr.Client.Tests.Authentication;

public sealed class RefreshTests : IAsyncDisposable
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 6, 10, 9, 30, 0, TimeSpan.Zero));
    private readonly List<string> _rotated = [];
    private readonly List<Task> _started = [];
    private SandboxServer _server = null!;
    private IPlannrClient? _client;

    public async ValueTask DisposeAsync()
    {
        _client?.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task First_request_gets_an_access_token_that_later_requests_reuse()
    {
        await StartAsync();

        await GetAsync();
        await GetAsync();

        Assert.Equal(["POST /oauth/token", "GET run", "GET run"], Requests());
        Assert.Equal(
            $"grant_type=refresh_token&refresh_token={SandboxData.RefreshToken}&client_id={SandboxData.ConfidentialClientId}&client_secret={SandboxData.ConfidentialClientSecret}",
            _server.Requests[0].Body);
        Assert.Equal(_server.Requests[1].Header("Authorization"), _server.Requests[2].Header("Authorization"));
    }

    [Theory]
    [InlineData(3600, 3539, false)]
    [InlineData(3600, 3541, true)]
    [InlineData(3600, 9000, true)]
    [InlineData(60, 29, false)]
    [InlineData(60, 31, true)]
    public async Task Token_is_refreshed_one_minute_before_expiry_or_halfway_through_a_short_lifetime(int lifetime, int age, bool refreshed)
    {
        await StartAsync(new SandboxOptions { AccessTokenLifetime = TimeSpan.FromSeconds(lifetime) });
        await GetAsync();

        _clock.Advance(TimeSpan.FromSeconds(age));
        await GetAsync();

        Assert.Equal(refreshed ? ["POST /oauth/token", "GET run", "POST /oauth/token", "GET run"] : ["POST /oauth/token", "GET run", "GET run"], Requests());
    }

    [Fact]
    public async Task Expiry_as_text_is_parsed()
    {
        await StartAsync(new SandboxOptions { ExpiresIn = ExpiryForm.Text });
        await GetAsync();

        _clock.Advance(TimeSpan.FromMinutes(60));
        await GetAsync();

        Assert.Equal(["POST /oauth/token", "GET run", "POST /oauth/token", "GET run"], Requests());
    }

    [Fact]
    public async Task Token_without_expiry_is_refreshed_once_after_a_401_response()
    {
        await StartAsync(new SandboxOptions { ExpiresIn = ExpiryForm.Omitted });
        await GetAsync();

        _clock.Advance(TimeSpan.FromHours(2));
        await GetAsync();

        Assert.Equal(["POST /oauth/token", "GET run", "GET run", "POST /oauth/token", "GET run"], Requests());
    }

    [Fact]
    public async Task Rejection_of_a_new_token_causes_one_refresh_and_then_an_error()
    {
        await StartAsync();
        _server.Faults.Add(Fault.Status(401, """{"message":"Unauthenticated."}""") with { Matches = request => request.Path != "/oauth/token" });

        PlannrUnauthorizedException exception = await Assert.ThrowsAsync<PlannrUnauthorizedException>(GetAsync);

        Assert.Equal("Unauthenticated.", exception.ServerMessage);
        Assert.Equal(["POST /oauth/token", "GET run", "POST /oauth/token", "GET run"], Requests());
    }

    [Fact]
    public async Task Rotated_refresh_token_is_reported_and_used_for_the_next_refresh()
    {
        await StartAsync();
        await GetAsync();
        _clock.Advance(TimeSpan.FromHours(1));
        await GetAsync();
        _clock.Advance(TimeSpan.FromHours(1));
        await GetAsync();

        string[] used = UsedRefreshTokens();
        Assert.Equal(3, used.Distinct().Count());
        Assert.Equal(SandboxData.RefreshToken, used[0]);
        Assert.Equal(used[1..], _rotated[..2]);
        Assert.Equal(3, _rotated.Count);
    }

    [Theory]
    [InlineData(RefreshTokenHandling.Omitted)]
    [InlineData(RefreshTokenHandling.Repeated)]
    public async Task Unrotated_refresh_token_is_reused_and_not_reported(RefreshTokenHandling handling)
    {
        await StartAsync(new SandboxOptions { RefreshTokens = handling });
        await GetAsync();
        _clock.Advance(TimeSpan.FromHours(1));
        await GetAsync();

        Assert.Equal([SandboxData.RefreshToken, SandboxData.RefreshToken], UsedRefreshTokens());
        Assert.Empty(_rotated);
    }

    [Fact]
    public async Task Concurrent_requests_share_one_token_request()
    {
        await StartAsync();
        var released = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _server.Faults.Add(Fault.Delay(released.Task) with { Matches = request => request.Path == "/oauth/token" });

        Task[] waiting = [.. Enumerable.Range(0, 50).Select(_ => GetAsync())];
        await _server.WaitForRequestAsync(1);
        released.SetResult();
        await Task.WhenAll(waiting).WaitAsync(TimeSpan.FromSeconds(60));

        Assert.Single(UsedRefreshTokens());
        Assert.Equal(51, _server.Requests.Count);
    }

    [Fact]
    public async Task Concurrent_401_responses_cause_one_refresh()
    {
        await StartAsync(new SandboxOptions { ExpiresIn = ExpiryForm.Omitted });
        await GetAsync();
        _clock.Advance(TimeSpan.FromHours(2));

        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => GetAsync())).WaitAsync(TimeSpan.FromSeconds(60));

        Assert.Equal(2, UsedRefreshTokens().Length);
    }

    [Fact]
    public async Task Cancelling_one_waiting_request_does_not_cancel_the_refresh_for_others()
    {
        await StartAsync();
        var released = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _server.Faults.Add(Fault.Delay(released.Task) with { Matches = request => request.Path == "/oauth/token" });
        using var firstCancellation = new CancellationTokenSource();
        Task first = _client!.GetExecutionAsync(SandboxData.SeedExecutionUuid, cancellationToken: firstCancellation.Token);
        await _server.WaitForRequestAsync(1);
        Task second = GetAsync();

        await firstCancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        released.SetResult();
        await second.WaitAsync(TimeSpan.FromSeconds(60));

        Assert.Single(UsedRefreshTokens());
    }

    [Fact]
    public async Task Invalid_refresh_token_causes_an_error_that_recommends_signing_in_again()
    {
        await StartAsync(refreshToken: "not-a-refresh-token");

        PlannrUnauthorizedException exception = await Assert.ThrowsAsync<PlannrUnauthorizedException>(GetAsync);

        Assert.Contains("The refresh token is invalid.", exception.Message, StringComparison.Ordinal);
        Assert.Contains("Sign in again with Connect-Plannr -ClientId", exception.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal(["POST /oauth/token"], Requests());
    }

    [Fact]
    public async Task Token_that_is_still_valid_is_used_after_a_failed_refresh()
    {
        await StartAsync();
        await GetAsync();
        _clock.Advance(TimeSpan.FromSeconds(3570));
        _server.Faults.Add(Fault.Status(502, "{}") with { Matches = request => request.Path == "/oauth/token" });

        await GetAsync();
        _server.Faults.Clear();
        await GetAsync();

        Assert.Equal(["POST /oauth/token", "GET run", "POST /oauth/token", "GET run", "POST /oauth/token", "GET run"], Requests());
    }

    [Theory]
    [InlineData("""{"token_type":"Bearer"}""")]
    [InlineData("""{"access_token":""}""")]
    [InlineData("[]")]
    [InlineData("""{"access_token":""")]
    [InlineData("""{"access_token":"line\nbreak"}""")]
    [InlineData("""{"access_token":"ümlaut"}""")]
    [InlineData("""{"access_token":"good","refresh_token":"line\nbreak"}""")]
    public async Task Invalid_token_response_causes_an_error_that_contains_the_request_path(string body)
    {
        await StartAsync();
        _server.Override = request => request.Path == "/oauth/token" ? new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(body, Encoding.UTF8, "application/json") } : null;

        PlannrInvalidResponseException exception = await Assert.ThrowsAsync<PlannrInvalidResponseException>(GetAsync);

        Assert.Equal("/oauth/token", exception.Path);
    }

    /// <summary>A SecureString holds at most 65,536 characters.</summary>
    [Theory]
    [InlineData("access_token")]
    [InlineData("refresh_token")]
    public async Task Token_that_is_too_long_causes_an_error(string name)
    {
        await StartAsync();
        string body = $$"""{"access_token":"good","{{name}}":"{{new string('x', 65_537)}}"}""";
        _server.Override = request => request.Path == "/oauth/token" ? new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(body, Encoding.UTF8, "application/json") } : null;

        await Assert.ThrowsAsync<PlannrInvalidResponseException>(GetAsync);
    }

    [Fact]
    public async Task Token_request_does_not_follow_redirects()
    {
        await StartAsync();
        await using SandboxServer other = await SandboxServer.StartAsync();
        _server.Faults.Add(Fault.Redirect(new Uri(other.BaseUri, "/oauth/token").AbsoluteUri, 307));

        await Assert.ThrowsAsync<PlannrInvalidResponseException>(GetAsync);

        Assert.Empty(other.Requests);
    }

    [Fact]
    public async Task Disposed_client_does_not_refresh()
    {
        await StartAsync();
        _client!.Dispose();

        await Assert.ThrowsAnyAsync<ObjectDisposedException>(GetAsync);

        Assert.Empty(_server.Requests);
    }

    [Fact]
    public async Task Refresh_in_progress_reports_its_token_even_if_the_client_is_disposed()
    {
        await StartAsync();
        var released = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _server.Faults.Add(Fault.Delay(released.Task) with { Matches = request => request.Path == "/oauth/token" });
        Task waiting = GetAsync();
        await _server.WaitForRequestAsync(1);

        _client!.Dispose();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.WaitAsync(TimeSpan.FromSeconds(60)));
        Task refresh = Assert.Single(_started);
        Assert.False(refresh.IsCompleted);
        released.SetResult();
        await refresh.WaitAsync(TimeSpan.FromSeconds(60));

        Assert.StartsWith("sandbox-refresh-", Assert.Single(_rotated), StringComparison.Ordinal);
        Assert.Equal(["POST /oauth/token"], Requests());
    }

    [Fact]
    public async Task Verbose_and_debug_messages_contain_no_secrets()
    {
        await StartAsync();
        var observer = new RecordingObserver();

        await _client!.GetExecutionAsync(SandboxData.SeedExecutionUuid, observer: observer);

        string all = string.Join('\n', observer.VerboseTexts.Concat(observer.DebugTexts));
        Assert.Contains("POST /oauth/token", all, StringComparison.Ordinal);
        Assert.Contains("grant_type=refresh_token", all, StringComparison.Ordinal);
        Assert.All([SandboxData.RefreshToken, SandboxData.ConfidentialClientSecret, "sandbox-access-", "sandbox-refresh-"], secret => Assert.DoesNotContain(secret, all, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_request_that_is_cancelled_before_it_is_sent_starts_no_refresh()
    {
        await StartAsync();
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _client!.GetExecutionAsync(SandboxData.SeedExecutionUuid, includeAccount: false, null, cancelled.Token));

        Assert.Empty(_started);
        Assert.Empty(Requests());
    }

    private async Task StartAsync(SandboxOptions? sandbox = null, string refreshToken = SandboxData.RefreshToken)
    {
        _server = await SandboxServer.StartAsync(new SandboxServerOptions { Sandbox = (sandbox ?? new SandboxOptions()) with { RateLimit = null }, TimeProvider = _clock });
        _client = new PlannrClientFactory(_clock).Create(new PlannrClientOptions
        {
            BaseUri = _server.BaseUri,
            MaximumRetryCount = 0,
            OAuth = new PlannrOAuthOptions
            {
                ClientId = SandboxData.ConfidentialClientId,
                ClientSecret = Tokens.Secure(SandboxData.ConfidentialClientSecret),
                RefreshToken = Tokens.Secure(refreshToken),
                RunRefresh = (token, send) =>
                {
                    Task refresh = RecordAsync(send(token));
                    _started.Add(refresh);
                    return refresh;
                },
            },
        });
    }

    private async Task RecordAsync(Task<SecureString?> refresh)
    {
        if (await refresh is { } rotated)
        {
            _rotated.Add(Read(rotated));
        }
    }

    private Task GetAsync() => _client!.GetExecutionAsync(SandboxData.SeedExecutionUuid);

    private string[] Requests() => [.. _server.Requests.Select(request => $"{request.Method} {(request.Path.Contains("executions", StringComparison.Ordinal) ? "run" : request.Path)}")];

    private string[] UsedRefreshTokens() =>
        [.. _server.Requests.Where(request => request.Path == "/oauth/token").Select(request => request.Body.Split('&').Single(pair => pair.StartsWith("refresh_token=", StringComparison.Ordinal))["refresh_token=".Length..])];

    private static string Read(SecureString secret)
    {
        IntPtr pointer = Marshal.SecureStringToGlobalAllocUnicode(secret);
        string text = Marshal.PtrToStringUni(pointer, secret.Length);
        Marshal.ZeroFreeGlobalAllocUnicode(pointer);
        return text;
    }
}
