using System.IO.Compression;

namespace Plannr.Client.Tests.Limits;

/// <summary>An answer over the limit is a clear error, however it comes, and no more of it is read than the limit.</summary>
public sealed class SizeTests
{
    private const int Limit = 100_000;

    [Fact]
    public async Task An_answer_of_just_the_limit_is_read()
    {
        await using ServedApi api = await ServedApi.StartAsync(options => options.MaximumBodySize = Limit);

        AutomationExecution execution = await api.GetAsync(Execution(Limit));

        Assert.Equal("completed", execution.Status);
    }

    [Fact]
    public async Task An_answer_that_announces_more_is_refused()
    {
        await using ServedApi api = await ServedApi.StartAsync(options => options.MaximumBodySize = Limit);

        await AssertTooLargeAsync(() => api.GetAsync(Execution(Limit + 1)));
    }

    [Fact]
    public async Task An_answer_that_was_packed_is_measured_unpacked()
    {
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            await gzip.WriteAsync(System.Text.Encoding.UTF8.GetBytes(Execution(50 * Limit)));
        }

        Assert.True(packed.Length < Limit);
        await using ServedApi api = await ServedApi.StartAsync(
            new Fault("packed", async context =>
            {
                context.Http.Response.Headers.ContentEncoding = "gzip";
                await context.Http.Response.Body.WriteAsync(packed.ToArray(), context.CancellationToken);
            }),
            options => options.MaximumBodySize = Limit);

        await AssertTooLargeAsync(() => api.GetAsync());
    }

    [Fact]
    public async Task An_answer_without_end_is_given_up_and_not_asked_for_again()
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
    public async Task The_limit_holds_for_errors_too()
    {
        await using ServedApi api = await ServedApi.StartAsync(
            Fault.Status(500, new string('x', Limit + 1), "text/plain"), options => options.MaximumBodySize = Limit);

        await AssertTooLargeAsync(() => api.GetAsync());
    }

    [Theory]
    [InlineData(long.MaxValue)]
    [InlineData(int.MaxValue)]
    public async Task A_limit_beyond_what_an_array_holds_is_that(long limit)
    {
        await using ServedApi api = await ServedApi.StartAsync(options => options.MaximumBodySize = limit);

        Assert.Equal("completed", (await api.GetAsync(Execution(2 * 1024 * 1024))).Status);
    }

    [Fact]
    public void The_limit_is_256_megabytes_unless_told_otherwise() => Assert.Equal(256 * 1024 * 1024, new PlannrClientOptions().MaximumBodySize);

    private static async Task AssertTooLargeAsync(Func<Task> get)
    {
        var exception = await Assert.ThrowsAsync<PlannrInvalidResponseException>(get);
        Assert.Equal("PlannrInvalidResponse", exception.ErrorId);
        Assert.Equal(ServedApi.Path, exception.Path);
        Assert.StartsWith($"GET {ServedApi.Path}: the response is larger than {Limit:N0} bytes", exception.Message, StringComparison.Ordinal);
        Assert.Equal(
            "Request less at a time: use -First or a narrower filter, or Invoke-PlannrRequest with -Query @{ per_page = 50 }. Or connect with a larger -MaximumBodySize.",
            exception.RecommendedAction);
    }

    /// <summary>An execution of that many bytes.</summary>
    private static string Execution(int size)
    {
        string start = $"{{\"uuid\":\"{ServedApi.Uuid}\",\"status\":\"completed\",\"name\":\"";
        const string End = "\"}";
        return start + new string('x', size - start.Length - End.Length) + End;
    }
}
