using Plannr.Client.Tests.Reports;

namespace Plannr.Client.Tests.Limits;

/// <summary>Tests the memory use of workbooks. The test measures the whole process, so no other test may run in parallel.</summary>
[Collection(nameof(ErrorMemoryTests))]
public sealed class WorkbookMemoryTests
{
    [Fact]
    public async Task Workbook_of_many_executions_uses_little_memory()
    {
        const int Many = 100_000;
        IPlannrReport report = new PlannrClientFactory().CreateReport("Many", ".xlsx");
        long before = GC.GetTotalMemory(forceFullCollection: true);
        for (int i = 0; i < Many; i++)
        {
            report.Add(WorkbookTests.Failed);
        }

        long used = GC.GetTotalMemory(forceFullCollection: true) - before;
        using var counter = new CountingStream();
        await report.WriteToAsync(counter, CancellationToken.None);

        Assert.Equal(Many, report.Count);
        Assert.InRange(used, long.MinValue, 8_000_000);
        Assert.InRange(counter.Count, 1_000_000, 100_000_000);
    }

    private sealed class CountingStream : Stream
    {
        public long Count { get; private set; }

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => Count;

        public override long Position { get => Count; set => throw new NotSupportedException(); }

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => Count += count;
    }
}
