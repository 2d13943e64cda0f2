namespace Plannr.Client.Tests.Bodies;

/// <summary>Tests that a compressed body is decompressed completely or causes an error.</summary>
public sealed class CompressedBodyTests
{
    [Theory]
    [InlineData("gzip", "gzip")]
    [InlineData("x-gzip", "gzip")]
    [InlineData(" GZip ", "gzip")]
    [InlineData("identity, gzip", "gzip")]
#if !DESKTOP
    [InlineData("deflate", "zlib")]
    [InlineData("deflate", "deflate")]
    [InlineData("br", "br")]
#endif
    public async Task Complete_body_is_decompressed(string contentEncoding, string format)
    {
        await using ServedApi api = await ServedApi.StartAsync(Fault.RewriteBytes(body => Compression.Compress(format, body), contentEncoding));

        AutomationExecution execution = await api.GetAsync();

        Assert.Equal(ServedApi.Uuid, execution.Uuid);
        Assert.Equal("gzip", api.Server.Requests[0].Header("Accept-Encoding"));
    }

    [Fact]
    public async Task Large_body_is_decompressed()
    {
        await using ServedApi api = await ServedApi.StartAsync(Fault.RewriteBytes(_ => Compression.Compress("gzip", Encoding.UTF8.GetBytes(Text(300_000))), "gzip", 200));

        Assert.Equal(Text(300_000), await GetTextAsync(api));
    }

    [Theory]
    [InlineData("gzip")]
#if !DESKTOP
    [InlineData("zlib")]
    [InlineData("deflate")]
    [InlineData("br")]
#endif
    public async Task Body_truncated_at_any_byte_causes_an_error(string format)
    {
        byte[] compressed = Compression.Compress(format, Encoding.UTF8.GetBytes(Text(200)));
        int length = 0;
        await using ServedApi api = await ServedApi.StartAsync(Fault.RewriteBytes(_ => compressed[..length], format == "zlib" ? "deflate" : format, 200));

        for (length = 1; length < compressed.Length; length++)
        {
            var exception = await Assert.ThrowsAsync<PlannrInvalidResponseException>(() => GetTextAsync(api));

            Assert.Equal(200, exception.StatusCode);
            Assert.Contains("HTTP 200, but the body can't be read: ", exception.Message, StringComparison.Ordinal);
        }

        Assert.Equal(Text(200), await GetTextAsync(api));
    }

    [Fact]
    public async Task Gzip_body_with_a_flipped_bit_is_read_correctly_or_causes_an_error()
    {
        byte[] compressed = Compression.Compress("gzip", Encoding.UTF8.GetBytes(Text(40)));
        int bit = 0;
        await using ServedApi api = await ServedApi.StartAsync(Fault.RewriteBytes(_ => Flip(compressed, bit), "gzip", 200));

        for (bit = 0; bit < compressed.Length * 8; bit++)
        {
            try
            {
                Assert.Equal(Text(40), await GetTextAsync(api));
            }
            catch (PlannrInvalidResponseException exception)
            {
                Assert.Equal(200, exception.StatusCode);
            }
        }
    }

    [Theory]
    [InlineData("gzip", "plain")]
    [InlineData("deflate", "plain")]
    [InlineData("br", "plain")]
    [InlineData("gzip", "br")]
    [InlineData("gzip, gzip", "gzip")]
    [InlineData("zstd", "plain")]
    [InlineData("compress", "plain")]
    [InlineData("gzip;q=1", "gzip")]
    [InlineData("@", "plain")]
    public async Task Body_that_does_not_match_its_encoding_causes_an_error_after_retries(string contentEncoding, string format)
    {
        await using ServedApi api = await ServedApi.StartAsync(options => options.MaximumRetryCount = 2, new TestClock(skipDelays: true));
        api.Server.Faults.Add(Fault.RewriteBytes(body => format == "plain" ? body : Compression.Compress(format, body), contentEncoding));

        var exception = await Assert.ThrowsAsync<PlannrInvalidResponseException>(() => api.GetAsync());

        Assert.Equal(200, exception.StatusCode);
        Assert.Contains("HTTP 200, but the body can't be read: ", exception.Message, StringComparison.Ordinal);
        Assert.Equal(3, api.Server.Requests.Count);
    }

    [Fact]
    public async Task Request_with_a_damaged_response_is_retried_until_the_body_is_complete()
    {
        await using ServedApi api = await ServedApi.StartAsync(options => options.MaximumRetryCount = 2, new TestClock(skipDelays: true));
        api.Server.Faults.Add(Fault.RewriteBytes(body => Compression.Compress("gzip", body)[..^9], "gzip") with { Times = 2 });

        Assert.Equal(ServedApi.Uuid, (await api.GetAsync()).Uuid);

        Assert.Equal(3, api.Server.Requests.Count);
    }

    [Fact]
    public async Task Partial_content_causes_an_error_after_retries()
    {
        await using ServedApi api = await ServedApi.StartAsync(options => options.MaximumRetryCount = 2, new TestClock(skipDelays: true));
        api.Server.Faults.Add(Fault.RewriteBytes(body => body, status: 206));

        var exception = await Assert.ThrowsAsync<PlannrInvalidResponseException>(() => api.GetAsync());

        Assert.Equal(206, exception.StatusCode);
        Assert.Contains("a partial response", exception.Message, StringComparison.Ordinal);
        Assert.Equal(3, api.Server.Requests.Count);
    }

    [Theory]
    [InlineData(201, "PlannrUnknownOutcome", "It is likely that the task was created")]
    [InlineData(206, "PlannrUnknownOutcome", "It is likely that the task was created")]
    [InlineData(500, "PlannrUnknownOutcome", "It is not known whether the task was created.")]
    [InlineData(422, "PlannrInvalidResponse", "HTTP 422")]
    public async Task POST_with_a_damaged_response_is_not_retried(int status, string errorId, string message)
    {
        await using ServedApi api = await ServedApi.StartAsync(options => options.MaximumRetryCount = 4, new TestClock(skipDelays: true));
        api.Server.Faults.Add(Fault.RewriteBytes(body => Compression.Compress("gzip", body)[..^9], "gzip", status));

        PlannrRequestException exception = await Assert.ThrowsAnyAsync<PlannrRequestException>(() => api.Client.CreateTaskAsync("Once"));

        Assert.Equal(errorId, exception.ErrorId);
        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
        Assert.Single(api.Server.Requests);
    }

    [Fact]
    public async Task POST_with_a_response_over_the_size_limit_has_an_unknown_outcome()
    {
        await using ServedApi api = await ServedApi.StartAsync(options => options.MaximumBodySize = 1000);
        api.Server.Faults.Add(Fault.RewriteBytes(_ => new byte[1001]));

        var exception = await Assert.ThrowsAsync<PlannrUnknownOutcomeException>(() => api.Client.CreateTaskAsync("Once"));

        Assert.Equal(201, exception.StatusCode);
        Assert.Single(api.Server.Requests);
    }

    [Fact]
    public async Task Empty_body_with_a_content_encoding_causes_no_error()
    {
        await using ServedApi api = await ServedApi.StartAsync(Fault.RewriteBytes(_ => [], "gzip"));

        PlannrResponse response = await api.Client.SendAsync(new PlannrRequest { Method = "DELETE", Path = "v1/x" }, default);

        Assert.False(response.HasContent);
    }

    [Fact]
    public async Task HEAD_returns_the_content_headers_without_a_body()
    {
        await using ServedApi api = await ServedApi.StartAsync(new Fault("HEAD", context =>
        {
            context.Http.Response.Headers.ContentEncoding = "gzip";
            context.Http.Response.ContentLength = 1234;
            return Task.CompletedTask;
        }));

        PlannrResponse response = await api.Client.SendAsync(new PlannrRequest { Method = "HEAD", Path = "v1/x" }, default);

        Assert.False(response.HasContent);
        Assert.Equal(["1234"], response.Headers["Content-Length"]);
        Assert.Equal(["gzip"], response.Headers["Content-Encoding"]);
    }

    [Theory]
    [InlineData("utf-7")]
    [InlineData("x-unknown")]
    [InlineData("\"\"")]
    public async Task Text_in_an_unsupported_charset_is_read_as_UTF8(string charset)
    {
        await using ServedApi api = await ServedApi.StartAsync(Fault.Status(200, "a+AGE-é", $"text/plain; charset={charset}"));

        Assert.Equal("a+AGE-é", await GetTextAsync(api));
    }

    /// <summary>The attempt times out at the end of the compressed body, before the body is decompressed.</summary>
    [Fact]
    public async Task Body_is_not_decompressed_after_the_attempt_times_out()
    {
        using var ending = new CancellationTokenSource();
        byte[] compressed = Compression.Compress("gzip", new byte[1_000_000]);
        using var handler = new BodyBufferHandler(int.MaxValue) { InnerHandler = new EndingHandler(compressed, ending) };
        using var client = new HttpMessageInvoker(handler);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("https://api.plannrcrm.com/api/v1/x"));

        await Assert.ThrowsAsync<OperationCanceledException>(() => client.SendAsync(request, ending.Token));
    }

    private static async Task<string?> GetTextAsync(ServedApi api)
    {
        PlannrResponse response = await api.Client.SendAsync(new PlannrRequest { Path = "v1/text", AsText = true }, default);
        return Assert.IsType<string>(response.Content);
    }

    private static byte[] Flip(byte[] bytes, int bit)
    {
        byte[] flipped = [.. bytes];
        flipped[bit / 8] ^= (byte)(1 << (bit % 8));
        return flipped;
    }

    private static string Text(int words) => string.Concat(Enumerable.Range(0, words).Select(i => $"{i * 7919 % 1009:x} "));

    private sealed class EndingHandler(byte[] compressed, CancellationTokenSource ending) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage { Content = new StreamContent(new EndingStream(compressed, ending)) { Headers = { ContentEncoding = { "gzip" } } } });
    }

    private sealed class EndingStream(byte[] compressed, CancellationTokenSource ending) : MemoryStream(compressed)
    {
        public override int Read(byte[] buffer, int offset, int count)
        {
            int read = base.Read(buffer, offset, count);
            if (read == 0)
            {
                ending.Cancel();
            }

            return read;
        }
    }
}
