using System.Collections.Concurrent;
using System.Diagnostics;

namespace Plannr.PowerShell.Shared;

/// <summary>Makes the pipeline's thread wait for background work and write its messages, because no other thread can write them. Cmdlets wait for background work only through this class.</summary>
internal sealed class PipelineThread(Cmdlet cmdlet, bool wantsVerbose, bool wantsDebug, Action onWaiting, CancellationToken stopping) : IPlannrObserver
{
    private static readonly TimeSpan LongestEnd = TimeSpan.FromSeconds(5);

    private readonly ConcurrentQueue<Action> _messages = new();
    private readonly SemaphoreSlim _arrivals = new(0);

    /// <summary>The maximum time between updates of the progress bar. Settable for tests.</summary>
    public static TimeSpan Tick { get; set; } = OneSecond;

    public static TimeSpan OneSecond => TimeSpan.FromSeconds(1);

    public bool WantsVerbose => wantsVerbose;

    public bool WantsDebug => wantsDebug;

    public void Verbose(string message)
    {
        if (wantsVerbose)
        {
            Post(() => cmdlet.WriteVerbose(TerminalText.CleanLines(message)));
        }
    }

    public void Debug(string message)
    {
        if (wantsDebug)
        {
            Post(() => cmdlet.WriteDebug(TerminalText.CleanLines(message)));
        }
    }

    public void Warning(string message) => Post(() => cmdlet.WriteWarning(TerminalText.CleanLines(message)));

    /// <summary>Waits for background work. With <paramref name="letsEnd"/>, cancelled work gets time to clean up (for example, to delete a partial file), because the process may exit when the pipeline stops.</summary>
    /// <exception cref="PipelineStoppedException">The pipeline was stopped.</exception>
    public T WaitFor<T>(Task<T> work, bool letsEnd = false)
    {
        if (!work.IsCompleted)
        {
            work.ContinueWith(static (_, arrivals) => ((SemaphoreSlim)arrivals).Release(), _arrivals, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }

        while (!work.IsCompleted)
        {
            bool hasArrived;
            try
            {
                hasArrived = _arrivals.Wait(Tick, stopping);
            }
            catch (OperationCanceledException)
            {
                if (letsEnd)
                {
                    ((IAsyncResult)work).AsyncWaitHandle.WaitOne(LongestEnd);
                }

                throw new PipelineStoppedException();
            }

            // Frequent messages must not prevent progress updates.
            bool isDue = !hasArrived || !_messages.IsEmpty;
            WriteMessages();
            if (isDue && !work.IsCompleted)
            {
                onWaiting();
            }
        }

        WriteMessages();
        try
        {
            return work.GetAwaiter().GetResult();
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
    }

    /// <summary>Writes the queued messages, without waiting.</summary>
    public void WriteMessages()
    {
        while (_messages.TryDequeue(out Action? write))
        {
            write();
        }
    }

    /// <summary>Queues an action to run on the pipeline's thread while that thread waits.</summary>
    public void Post(Action write)
    {
        _messages.Enqueue(write);
        _arrivals.Release();
    }
}

/// <summary>Shows a progress bar for work that takes longer than a second. If the pipeline is stopping, the bar is completed through the host, because the cmdlet's methods can no longer be called.</summary>
internal sealed class ProgressMeter(PSCmdlet cmdlet, string activity, Func<TimeSpan?> limitWait)
{
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private static int _lastId;

    private readonly int _id = System.Threading.Interlocked.Increment(ref _lastId);
    private readonly TimeSpan _start = Clock();
    private TimeSpan _shownAt = TimeSpan.MinValue;
    private bool _isShown;
    private Func<ProgressRecord>? _create;

    /// <summary>Returns a monotonic time. Settable for tests.</summary>
    public static Func<TimeSpan> Clock { get; set; } = SystemClock;

    public static TimeSpan SystemClock() => TimeSpan.FromSeconds((double)Stopwatch.GetTimestamp() / Stopwatch.Frequency);

    /// <summary>Shows the number of items done and the total, which is null if unknown.</summary>
    public void Show(long done, long? total) => Show(() => Count(done, total));

    /// <summary>Shows a status and a percentage, which is -1 if unknown.</summary>
    public void Show(string status, int percent) => Show(() => new ProgressRecord(_id, activity, TerminalText.Clean(status.Length > 0 ? status : activity)) { PercentComplete = percent });

    /// <summary>Redraws the progress bar with the current rate and the current wait for the rate limit.</summary>
    public void ShowAgain()
    {
        if (Clock() - _start < Quiet || (_isShown && Clock() - _shownAt < Pause))
        {
            return;
        }

        ProgressRecord record = _create?.Invoke() ?? new ProgressRecord(_id, activity, "Waiting for the first response");
        if (limitWait() is { } wait)
        {
            record.StatusDescription += $"; waiting {Math.Ceiling(wait.TotalSeconds):0} s for the rate limit";
        }

        _isShown = true;
        _shownAt = Clock();
        cmdlet.CommandRuntime.WriteProgress(_id, record);
    }

    /// <summary>Removes the progress bar, if it is shown.</summary>
    public void Complete()
    {
        if (!_isShown)
        {
            return;
        }

        _isShown = false;
        var record = new ProgressRecord(_id, activity, "Completed") { RecordType = ProgressRecordType.Completed };
        try
        {
            cmdlet.CommandRuntime.WriteProgress(_id, record);
        }
        catch (Exception exception) when (exception is PipelineStoppedException or InvalidOperationException)
        {
            cmdlet.Host?.UI?.WriteProgress(_id, record);
        }
    }

    private void Show(Func<ProgressRecord> create)
    {
        _create = create;
        ShowAgain();
    }

    private ProgressRecord Count(long done, long? total)
    {
        double rate = done / (Clock() - _start).TotalSeconds;
        var record = new ProgressRecord(_id, activity, total is { } all ? $"{done} of {all}, {rate:0} a second" : $"{done}, {rate:0} a second");
        if (total is > 0 && done <= total)
        {
            record.PercentComplete = (int)(100 * done / total.Value);
            record.SecondsRemaining = rate > 0 ? (int)Math.Min(int.MaxValue, (total.Value - done) / rate) : -1;
        }

        return record;
    }
}
