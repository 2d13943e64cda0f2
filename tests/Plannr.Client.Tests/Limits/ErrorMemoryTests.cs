namespace Plannr.Client.Tests.Limits;

/// <summary>Runs beside no other test: it measures the allocations of the whole process.</summary>
[Collection(nameof(ErrorMemoryTests))]
[CollectionDefinition(nameof(ErrorMemoryTests), DisableParallelization = true)]
public sealed class ErrorMemoryTests
{
    [Theory]
    [InlineData(404)]
    [InlineData(422)]
    [InlineData(500)]
    public async Task Packed_error_is_unpacked_no_further_than_a_megabyte(int status)
    {
        byte[] packed = Packing.Pack("gzip", Encoding.UTF8.GetBytes("{\"message\":\"Too much.\",\"trace\":\"" + new string('x', 64 * 1024 * 1024)));
        await using ServedApi api = await ServedApi.StartAsync(Fault.RewriteBytes(_ => packed, "gzip", status));
        long before = GC.GetTotalAllocatedBytes(precise: true);

        PlannrRequestException exception = await Assert.ThrowsAnyAsync<PlannrRequestException>(() => api.GetAsync());

        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, 40 * 1024 * 1024);
        Assert.Equal(status, exception.StatusCode);
        Assert.Equal("Too much.", exception.ServerMessage);
    }
}
