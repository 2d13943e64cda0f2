namespace Plannr.Client.Tests.Errors;

/// <summary>Tests requests without a complete response.</summary>
public sealed class NetworkErrorTests
{
    [Fact]
    public async Task Truncated_body_causes_a_network_error() => await AssertBrokenAsync(Fault.CutOffBody());

    [Fact]
    public async Task Truncated_chunked_body_causes_a_network_error() => await AssertBrokenAsync(Fault.CutOffChunks());

    [Fact]
    public async Task Connection_reset_causes_a_network_error() => await AssertBrokenAsync(Fault.Reset());

    [Fact]
    public async Task Truncated_error_body_causes_a_network_error() =>
        await AssertBrokenAsync(new Fault("truncated error", async context =>
        {
            context.Http.Response.StatusCode = 404;
            context.Http.Response.ContentLength = 1000;
            await context.Http.Response.Body.WriteAsync("{\"message\": "u8.ToArray());
            await context.Http.Response.Body.FlushAsync();
            throw new System.IO.IOException("Truncated.");
        }));

    [Fact]
    public async Task Request_without_a_response_times_out()
    {
        var clock = new TestClock();
        await using ServedApi api = await ServedApi.StartAsync(Fault.Delay(Never()), time: clock);

        await AssertTimeoutAsync(api, clock);
    }

    [Fact]
    public async Task Endless_body_causes_a_timeout()
    {
        var clock = new TestClock();
        await using ServedApi api = await ServedApi.StartAsync(Fault.SlowBody(Never()), time: clock);

        await AssertTimeoutAsync(api, clock);
    }

    [Fact]
    public async Task Refused_connection_causes_a_network_error()
    {
        ServedApi api = await ServedApi.StartAsync();
        string server = api.Server.BaseUri.GetLeftPart(UriPartial.Authority);
        await api.Server.DisposeAsync();

        var exception = await Assert.ThrowsAsync<PlannrNetworkException>(() => api.GetAsync());
        api.Client.Dispose();

        ErrorAssert.IsComplete(exception, "PlannrNetworkError", null, null);
        Assert.False(exception.IsTimeout);
        Assert.Contains($"{server} can't be reached: ", exception.Message, StringComparison.Ordinal);
        Assert.NotNull(exception.InnerException);
    }

    [Fact]
    public async Task Untrusted_certificate_causes_a_network_error_before_any_request_is_sent()
    {
        await using ServedApi api = await ServedApi.StartAsync(options => options.MaximumRetryCount = 4, useHttps: true);

        var exception = await Assert.ThrowsAsync<PlannrNetworkException>(() => api.GetAsync());

        ErrorAssert.IsComplete(exception, "PlannrNetworkError", null, null);
        Assert.False(exception.IsTimeout);
        Assert.Contains("can't establish a trusted connection", exception.Message, StringComparison.Ordinal);
        Assert.Contains("certificate", exception.RecommendedAction, StringComparison.Ordinal);
        Assert.Empty(api.Server.Requests);
    }

    [Fact]
    public async Task TLS_error_mentions_a_port_without_HTTPS_as_a_possible_cause()
    {
        await using ServedApi plain = await ServedApi.StartAsync();
        await using ServedApi api = await ServedApi.StartAsync(options => options.BaseUri = new UriBuilder(plain.Server.BaseUri) { Scheme = "https" }.Uri);

        var exception = await Assert.ThrowsAsync<PlannrNetworkException>(() => api.GetAsync());

        ErrorAssert.IsComplete(exception, "PlannrNetworkError", null, null);
        Assert.Contains("can't establish a trusted connection", exception.Message, StringComparison.Ordinal);
        Assert.Contains("the server uses HTTPS on the port in the connection's URL", exception.RecommendedAction, StringComparison.Ordinal);
    }

    /// <summary>A host that drops all packets can't be simulated on loopback, so this test classifies the exception directly.</summary>
    [Fact]
    public void Connect_timeout_means_that_the_server_was_not_reached() =>
        Assert.Equal(
            ConnectionFaultType.NotReached,
            ConnectionFault.Classify(new TaskCanceledException("A task was canceled.", new TimeoutException("A connection could not be established."))));

    [Fact]
    public async Task Cancelled_call_does_not_cause_a_network_error()
    {
        await using ServedApi api = await ServedApi.StartAsync(Fault.Delay(Never()), options => options.MaximumRetryCount = 4);
        using var cancellation = new CancellationTokenSource();
        Task call = api.GetAsync(cancellationToken: cancellation.Token);
        await api.Server.WaitForRequestAsync(1);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.Single(api.Server.Requests);
    }

    private static Task Never() => new TaskCompletionSource().Task;

    private static async Task AssertBrokenAsync(Fault fault)
    {
        await using ServedApi api = await ServedApi.StartAsync(fault);

        var exception = await Assert.ThrowsAsync<PlannrNetworkException>(() => api.GetAsync());

        ErrorAssert.IsComplete(exception, "PlannrNetworkError", null, null);
        Assert.False(exception.IsTimeout);
        Assert.Contains("was lost before the response was complete", exception.Message, StringComparison.Ordinal);
        Assert.True(exception.InnerException is HttpRequestException or System.IO.IOException);
    }

    private static async Task AssertTimeoutAsync(ServedApi api, TestClock clock)
    {
        Task<AutomationExecution> call = api.GetAsync();
        await api.Server.WaitForRequestAsync(1);
        clock.Advance(ServedApi.Timeout - TimeSpan.FromMilliseconds(1));
        Assert.False(call.IsCompleted);

        clock.Advance(TimeSpan.FromMilliseconds(1));

        var exception = await Assert.ThrowsAsync<PlannrNetworkException>(() => call);
        ErrorAssert.IsComplete(exception, "PlannrNetworkError", null, null);
        Assert.True(exception.IsTimeout);
        Assert.Contains("did not respond within 77 s", exception.Message, StringComparison.Ordinal);
    }
}
