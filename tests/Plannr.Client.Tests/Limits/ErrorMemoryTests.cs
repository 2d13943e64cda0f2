namespace Plannr.Client.Tests.Limits;

/// <summary>Tests how much memory a large error body uses. The test measures the allocations by the whole process, so no other test may run in parallel.</summary>
[Collection(nameof(ErrorMemoryTests))]
[CollectionDefinition(nameof(ErrorMemoryTests), DisableParallelization = true)]
public sealed class ErrorMemoryTests
{
    [Theory]
    [InlineData(404)]
    [InlineData(422)]
    [InlineData(500)]
    public async Task Compressed_error_body_is_decompressed_only_up_to_one_megabyte(int status)
    {
        byte[] compressed = Compression.Compress("gzip", Encoding.UTF8.GetBytes("{\"message\":\"Too much.\",\"trace\":\"" + new string('x', 64 * 1024 * 1024)));
        await using ServedApi api = await ServedApi.StartAsync(Fault.RewriteBytes(_ => compressed, "gzip", status));
        long before = GC.GetTotalAllocatedBytes(precise: true);

        PlannrRequestException exception = await Assert.ThrowsAnyAsync<PlannrRequestException>(() => api.GetAsync());

        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, 40 * 1024 * 1024);
        Assert.Equal(status, exception.StatusCode);
        Assert.Equal("Too much.", exception.ServerMessage);
    }
}
