using System.Collections.Concurrent;

namespace Plannr.PowerShell.Shared;

/// <summary>Waits for background work on the pipeline's thread, the only thread that can write the messages of the work. This is the only blocking code in the module.</summary>
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
