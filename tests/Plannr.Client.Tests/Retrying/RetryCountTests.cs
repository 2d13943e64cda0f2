namespace Plannr.Client.Tests.Retrying;

/// <summary>Tests how many times a request is sent.</summary>
public sealed class RetryCountTests
{
    [Theory]
    [InlineData(408)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task Transient_status_causes_retries_up_to_the_maximum(int status)
    {
        foreach (int retries in new[] { 0, 1, 4 })
        {
            Assert.Equal(retries + 1, await CountAsync(Fault.Status(status), retries));
        }
    }

    [Theory]
    [InlineData(301)]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(409)]
    [InlineData(410)]
    [InlineData(422)]
    [InlineData(501)]
    [InlineData(505)]
    public async Task Permanent_status_causes_no_retry(int status) => Assert.Equal(1, await CountAsync(Fault.Status(status)));

    [Fact]
    public async Task Broken_connection_causes_retries()
    {
        Assert.Equal(5, await CountAsync(Fault.Reset()));
        Assert.Equal(5, await CountAsync(Fault.CutOffBody()));
        Assert.Equal(5, await CountAsync(Fault.CutOffChunks()));
    }

    [Fact]
    public async Task Unreadable_response_causes_at_most_two_retries()
    {
        Assert.Equal(3, await CountAsync(Fault.Html()));
        Assert.Equal(3, await CountAsync(Fault.TruncatedJson()));
        Assert.Equal(3, await CountAsync(Fault.NoContent()));
        Assert.Equal(3, await CountAsync(Fault.Status(200)));
    }

    [Fact]
    public async Task Refused_connection_causes_retries()
    {
        var observer = new RecordingObserver();
        ServedApi api = await ServedApi.StartAsync(options => options.MaximumRetryCount = 3, new TestClock(skipDelays: true));
        await api.Server.DisposeAsync();

        await Assert.ThrowsAsync<PlannrNetworkException>(() => api.GetAsync(observer));
        api.Client.Dispose();

        Assert.Equal(3, observer.VerboseTexts.Count(text => text.StartsWith("The connection failed; waiting", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Untrusted_certificate_causes_no_retry()
    {
        var observer = new RecordingObserver();
        await using ServedApi api = await ServedApi.StartAsync(
            options => options.MaximumRetryCount = 3, new TestClock(skipDelays: true), useHttps: true);

        await Assert.ThrowsAsync<PlannrNetworkException>(() => api.GetAsync(observer));

        Assert.DoesNotContain(observer.VerboseTexts, text => text.Contains("waiting", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Each_retry_after_a_timeout_has_the_full_timeout()
    {
        var clock = new TestClock(skipDelays: true);
        await using ServedApi api = await ServedApi.StartAsync(
            Fault.Delay(new TaskCompletionSource().Task), options => options.MaximumRetryCount = 2, clock);
        Task call = api.GetAsync();

        for (int attempt = 1; attempt <= 3; attempt++)
        {
            await api.Server.WaitForRequestAsync(attempt);
            Assert.False(call.IsCompleted);
            clock.Advance(ServedApi.Timeout);
        }

        Assert.True((await Assert.ThrowsAsync<PlannrNetworkException>(() => call)).IsTimeout);
        Assert.Equal(3, api.Server.Requests.Count);
    }

    [Fact]
    public async Task First_successful_response_ends_the_retries()
    {
        await using ServedApi api = await ServedApi.StartAsync(
            Fault.Status(500) with { Times = 1 }, options => options.MaximumRetryCount = 4, new TestClock(skipDelays: true));
        api.Server.Faults.Add(Fault.Reset() with { Times = 1 });
        api.Server.Faults.Add(Fault.Status(429) with { Times = 1 });

        AutomationExecution execution = await api.GetAsync();

        Assert.Equal(ServedApi.Uuid, execution.Uuid);
        Assert.Equal(["status 500", "connection reset", "status 429", null], api.Server.Requests.Select(request => request.Fault));
    }

    [Fact]
    public async Task Error_of_the_last_attempt_is_reported()
    {
        await using ServedApi api = await ServedApi.StartAsync(
            Fault.Status(503) with { Times = 1 }, options => options.MaximumRetryCount = 4, new TestClock(skipDelays: true));
        api.Server.Faults.Add(Fault.Status(404, """{"message": "Gone."}"""));

        var exception = await Assert.ThrowsAsync<PlannrNotFoundException>(() => api.GetAsync());

        Assert.Equal("Gone.", exception.ServerMessage);
        Assert.Equal(2, api.Server.Requests.Count);
    }

    private static async Task<int> CountAsync(Fault fault, int retries = 4)
    {
        await using ServedApi api = await ServedApi.StartAsync(
            fault, options => options.MaximumRetryCount = retries, new TestClock(skipDelays: true));

        await Assert.ThrowsAnyAsync<PlannrRequestException>(() => api.GetAsync());

        return api.Server.Requests.Count;
    }
}
