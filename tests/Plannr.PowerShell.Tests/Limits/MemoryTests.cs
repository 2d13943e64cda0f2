namespace Plannr.PowerShell.Tests.Limits;

/// <summary>How much memory is held, or used, for what is longer than anybody would want to hold.</summary>
[Collection(NotInParallel.Collection)]
public sealed class MemoryTests : IAsyncLifetime
{
    private ServedSession _served = null!;

    public async Task InitializeAsync() => _served = await ServedSession.StartAsync();

    public async Task DisposeAsync() => await _served.DisposeAsync();

    [Fact]
    public void What_is_held_does_not_grow_with_the_length_of_a_list()
    {
        _served.Server.Override = new RunList(40_000).Answer;
        var memory = new List<long>();
        _served.Session.Set("Measure", (Action)(() => memory.Add(GC.GetTotalMemory(forceFullCollection: true))));

        _served.Session.Run("$count = 0; Get-PlannrAutomationExecution | ForEach-Object { if (++$count % 10000 -eq 0) { $Measure.Invoke() } }").ShouldSucceed();

        // 20,000 executions more; each takes about a kilobyte while it is held.
        Assert.Equal(4, memory.Count);
        Assert.InRange(memory[3] - memory[1], long.MinValue, 4_000_000);
    }

    [Fact]
    public void A_hundred_thousand_executions_go_through_Where_Object_in_the_same_memory()
    {
        const int Many = 100_000;
        var memory = new List<long>();
        _served.Server.Override = new RunList(Many)
        {
            // Measured between the pages, when each is half done; what was asked for so far is the server's memory, not the module's.
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

        Assert.Equal(Many / 1000, result.Output.Count);
        Assert.InRange(memory.Count, 3, 10);

        // From the first to the last lie tens of thousands of executions, of about a kilobyte each while they are held.
        Assert.InRange(memory[^1] - memory[0], long.MinValue, 10_000_000);
    }

    [Fact]
    public void A_download_of_sixty_four_megabytes_uses_little_and_shows_its_progress()
    {
        const int Chunks = 1024;
        byte[] chunk = new byte[64 * 1024];
        DirectoryInfo folder = Directory.CreateTempSubdirectory("plannr-download-");
        string file = Path.Combine(folder.FullName, "large");
        _served.Session.Set("File", file);
        long ticks = 0;

        // The second half of the file is sent once the progress of the first has had several chances to appear.
        long wanted = long.MaxValue;
        var shown = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _served.Server.Faults.Add(new Fault("large", async context =>
        {
            context.Http.Response.ContentLength = (long)Chunks * chunk.Length;
            for (int i = 0; i < Chunks; i++)
            {
                if (i == Chunks / 2)
                {
                    Interlocked.Exchange(ref wanted, Interlocked.Read(ref ticks) + 10);
                    await shown.Task.WaitAsync(context.CancellationToken);
                }

                await context.Http.Response.Body.WriteAsync(chunk, context.CancellationToken);
            }
        }));
        ProgressMeter.Clock = () =>
        {
            long now = Interlocked.Increment(ref ticks);
            if (now > Interlocked.Read(ref wanted))
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
