namespace Plannr.Client.Tests.Limits;

/// <summary>Tests that a large announced length causes only a small allocation before the bytes arrive.</summary>
public sealed class AnnouncedSizeTests
{
    private const int Announced = 200 * 1024 * 1024;

    /// <summary>
    /// Measures only the allocations by this thread, so that parallel tests have no effect. Without a socket, everything runs on this thread and completes
    /// before the call returns.
    /// </summary>
    [Fact]
    public async Task Large_announced_length_causes_only_a_small_allocation()
    {
        using var handler = new BodyBufferHandler(2L * Announced) { InnerHandler = new Announcing() };
        using var client = new HttpMessageInvoker(handler);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("https://api.plannrcrm.com/api/v1/x"));
        long before = GC.GetAllocatedBytesForCurrentThread();

        Task<HttpResponseMessage> sending = client.SendAsync(request, CancellationToken.None);

        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(sending.IsCompleted);
        IOException exception = await Assert.ThrowsAsync<IOException>(() => sending);
        Assert.Equal($"received 2 of {Announced} bytes", exception.Message);
        Assert.InRange(allocated, 1, Announced / 50);
    }

    private sealed class Announcing : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new Body() });
    }

    private sealed class Body : HttpContent
    {
        protected override Task<Stream> CreateContentReadStreamAsync() => Task.FromResult<Stream>(new MemoryStream("{}"u8.ToArray()));

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => throw new NotSupportedException();

        protected override bool TryComputeLength(out long length)
        {
            length = Announced;
            return true;
        }
    }
}
