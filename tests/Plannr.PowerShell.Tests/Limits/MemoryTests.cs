namespace Plannr.PowerShell.Tests.Limits;

/// <summary>Measures the memory used for very long lists and large downloads.</summary>
[Collection(NotInParallel.Collection)]
public sealed class MemoryTests : IAsyncLifetime
{
    private ServedSession _served = null!;

    public async Task InitializeAsync() => _served = await ServedSession.StartAsync();

    public async Task DisposeAsync() => await _served.DisposeAsync();

    [Fact]
    public void Memory_use_does_not_grow_with_the_length_of_a_list()
    {
        _served.Server.Override = new RunList(40_000).Answer;
        var memory = new List<long>();
        _served.Session.Set("Measure", (Action)(() => memory.Add(GC.GetTotalMemory(forceFullCollection: true))));

        _served.Session.Run("$count = 0; Get-PlannrAutomationExecution | ForEach-Object { if (++$count % 10000 -eq 0) { $Measure.Invoke() } }").ShouldSucceed();

        // 20,000 executions are read between the second and the fourth measurement. If they were kept in memory, each would take about 1 KB.
        Assert.Equal(4, memory.Count);
        Assert.InRange(memory[3] - memory[1], long.MinValue, 4_000_000);
    }

    [Fact]
    public void Memory_use_does_not_grow_while_a_hundred_thousand_executions_are_piped_to_Where_Object()
    {
        const int ExecutionCount = 100_000;
        var memory = new List<long>();
        _served.Server.Override = new RunList(ExecutionCount)
        {
            // Measures after every 25 requests: clearing the recorded requests restarts their numbering. They are cleared because they
            // belong to the test server and would distort the result.
            BeforePage = (_, request) =>
            {
                if (request.Number % 50 == 25)
                {
                    _served.Server.ClearRequests();
                    memory.Add(GC.GetTotalMemory(forceFullCollection: true));
                }
            },
        }.Answer;

        ScriptResult result = _served.Session.Run("Get-PlannrAutomationExecution -NoAccount | Where-Object Name -like 'Run *000'").ShouldSucceed();

        Assert.Equal(ExecutionCount / 1000, result.Output.Count);
        Assert.InRange(memory.Count, 3, 10);

        // Between the first and the last measurement, tens of thousands of executions are read. If they were kept in memory, each would take about 1 KB.
        Assert.InRange(memory[^1] - memory[0], long.MinValue, 10_000_000);
    }

    [Fact]
    public void Download_of_64_megabytes_uses_little_memory_and_shows_progress()
    {
        const int Chunks = 1024;
        byte[] chunk = new byte[64 * 1024];
        DirectoryInfo folder = Directory.CreateTempSubdirectory("plannr-download-");
        string file = Path.Combine(folder.FullName, "large");
        _served.Session.Set("File", file);
        long ticks = 0;

        // The second half of the file is sent after ten clock ticks, so that there is time to show progress for the first half.
        long targetTick = long.MaxValue;
        var shown = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _served.Server.Faults.Add(new Fault("large", async context =>
        {
            context.Http.Response.ContentLength = (long)Chunks * chunk.Length;
            for (int i = 0; i < Chunks; i++)
            {
                if (i == Chunks / 2)
                {
                    Interlocked.Exchange(ref targetTick, Interlocked.Read(ref ticks) + 10);
                    await shown.Task.WaitAsync(context.CancellationToken);
                }

                await context.Http.Response.Body.WriteAsync(chunk, context.CancellationToken);
            }
        }));
        ProgressMeter.Clock = () =>
        {
            long now = Interlocked.Increment(ref ticks);
            if (now > Interlocked.Read(ref targetTick))
            {
                shown.TrySetResult();
            }

            return TimeSpan.FromSeconds(now);
        };
        PipelineThread.Tick = TimeSpan.FromMilliseconds(1);
        try
        {
            long before = GC.GetTotalAllocatedBytes(precise: true);
            ScriptResult result = _served.Session.Run("Invoke-PlannrRequest v1/document -OutFile $File").ShouldSucceed();
            long allocated = GC.GetTotalAllocatedBytes(precise: true) - before;

            Assert.Equal((long)Chunks * chunk.Length, new FileInfo(file).Length);
            Assert.InRange(allocated, 0, 32 * 1024 * 1024);
            Assert.Contains(result.Progress, record => record.StatusDescription.EndsWith("of 64.0 MB", StringComparison.Ordinal));
            Assert.Equal(ProgressRecordType.Completed, result.Progress[^1].RecordType);
        }
        finally
        {
            ProgressMeter.Clock = ProgressMeter.SystemClock;
            PipelineThread.Tick = PipelineThread.OneSecond;
            folder.Delete(recursive: true);
        }
    }
}
