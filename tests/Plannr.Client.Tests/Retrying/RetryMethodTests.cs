namespace Plannr.Client.Tests.Retrying;

/// <summary>Tests which methods are retried.</summary>
public sealed class RetryMethodTests
{
    [Theory]
    [InlineData("GET", 3)]
    [InlineData("HEAD", 3)]
    [InlineData("PUT", 3)]
    [InlineData("DELETE", 3)]
    [InlineData("POST", 1)]
    [InlineData("PATCH", 1)]
    public async Task Only_idempotent_methods_are_retried_after_a_server_error_or_a_lost_connection(string method, int times)
    {
        Assert.Equal(times, await CountAsync(method, Fault.Status(503)));
        Assert.Equal(times, await CountAsync(method, Fault.Reset()));
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("POST")]
    [InlineData("PATCH")]
    public async Task All_methods_are_retried_after_a_rate_limit_response(string method) => Assert.Equal(3, await CountAsync(method, Fault.Status(429)));

    [Fact]
    public async Task Requests_and_retries_are_counted()
    {
        await using ServedApi api = await ServedApi.StartAsync(
            Fault.Status(503) with { Times = 2 }, options => options.MaximumRetryCount = 4, new TestClock(skipDelays: true));

        await api.GetAsync();
        await api.GetAsync();

        Assert.Equal(4, api.Client.Statistics.RequestsSent);
        Assert.Equal(2, api.Client.Statistics.Retries);
    }

    private static async Task<int> CountAsync(string method, Fault fault)
    {
        await using ServedApi api = await ServedApi.StartAsync(fault, options => options.MaximumRetryCount = 2, new TestClock(skipDelays: true));

        // SendAsync returns a complete error response instead of throwing, but throws if the connection is reset.
        Exception? error = await Record.ExceptionAsync(
            () => api.Client.SendAsync(new PlannrRequest { Method = method, Path = "api/v1/task" }, default));
        Assert.True(error is null or PlannrNetworkException, error?.ToString());

        return api.Server.Requests.Count;
    }
}
