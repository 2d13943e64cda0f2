using System.IO.Compression;

namespace Plannr.Client.Tests.Limits;

/// <summary>Tests that a response over the size limit causes a clear error and is read only up to the limit.</summary>
public sealed class SizeTests
{
    private const int Limit = 100_000;

    [Fact]
    public async Task Response_of_the_maximum_size_is_read()
    {
        await using ServedApi api = await ServedApi.StartAsync(options => options.MaximumBodySize = Limit);

        AutomationExecution execution = await api.GetAsync(Execution(Limit));

        Assert.Equal("completed", execution.Status);
    }

    [Fact]
    public async Task Response_that_announces_more_than_the_maximum_size_causes_an_error()
    {
        await using ServedApi api = await ServedApi.StartAsync(options => options.MaximumBodySize = Limit);

        await AssertTooLargeAsync(() => api.GetAsync(Execution(Limit + 1)));
    }

    [Fact]
    public async Task Limit_applies_to_the_decompressed_size()
    {
        using var compressed = new MemoryStream();
        await using (var gzip = new GZipStream(compressed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            await gzip.WriteAsync(System.Text.Encoding.UTF8.GetBytes(Execution(50 * Limit)));
        }

        Assert.True(compressed.Length < Limit);
        await using ServedApi api = await ServedApi.StartAsync(
            new Fault("compressed", async context =>
            {
                context.Http.Response.Headers.ContentEncoding = "gzip";
                await context.Http.Response.Body.WriteAsync(compressed.ToArray(), context.CancellationToken);
            }),
            options => options.MaximumBodySize = Limit);

        await AssertTooLargeAsync(() => api.GetAsync());
    }

    [Fact]
    public async Task Endless_response_is_aborted_and_not_retried()
    {
        var ended = new TaskCompletionSource();
        await using ServedApi api = await ServedApi.StartAsync(
            new Fault("endless", async context =>
            {
                try
                {
                    await context.Http.Response.Body.WriteAsync("{\"name\":\""u8.ToArray(), context.CancellationToken);
                    while (true)
                    {
                        await context.Http.Response.Body.WriteAsync(new byte[16 * 1024], context.CancellationToken);
                    }
                }
                finally
                {
                    ended.SetResult();
                }
            }),
            options =>
            {
                options.MaximumBodySize = Limit;
                options.MaximumRetryCount = 3;
            });

        await AssertTooLargeAsync(() => api.GetAsync());
        await ended.Task;
        Assert.Single(api.Server.Requests);
    }

    [Fact]
    public async Task Limit_below_one_megabyte_applies_to_error_responses()
    {
        await using ServedApi api = await ServedApi.StartAsync(
            Fault.Status(500, new string('x', Limit + 1), "text/plain"), options => options.MaximumBodySize = Limit);

        await AssertTooLargeAsync(() => api.GetAsync());
    }

    [Theory]
    [InlineData(long.MaxValue)]
    [InlineData(int.MaxValue)]
    public async Task Limit_over_the_maximum_array_length_is_reduced(long limit)
    {
        await using ServedApi api = await ServedApi.StartAsync(options => options.MaximumBodySize = limit);

        Assert.Equal("completed", (await api.GetAsync(Execution(2 * 1024 * 1024))).Status);
    }

    [Fact]
    public void Default_limit_is_256_megabytes() => Assert.Equal(256 * 1024 * 1024, new PlannrClientOptions().MaximumBodySize);

    private static async Task AssertTooLargeAsync(Func<Task> get)
    {
        var exception = await Assert.ThrowsAsync<PlannrInvalidResponseException>(get);
        Assert.Equal("PlannrInvalidResponse", exception.ErrorId);
        Assert.Equal(ServedApi.Path, exception.Path);
        Assert.StartsWith($"GET {ServedApi.Path}: the response is larger than {Limit:N0} bytes", exception.Message, StringComparison.Ordinal);
        Assert.Equal(
            "Request less data at a time: use -First or a narrower filter, or Invoke-PlannrRequest with -Query @{ per_page = 50 }. Or connect with a larger -MaximumBodySize.",
            exception.RecommendedAction);
    }

    /// <summary>Returns an execution as JSON text of this many bytes.</summary>
    private static string Execution(int size)
    {
        string start = $"{{\"uuid\":\"{ServedApi.Uuid}\",\"status\":\"completed\",\"name\":\"";
        const string End = "\"}";
        return start + new string('x', size - start.Length - End.Length) + End;
    }
}
