using System.Collections.Concurrent;

namespace Plannr.PowerShell.Shared;

/// <summary>Lets a cmdlet wait for background work and write its messages, which only the pipeline's thread can. The only place in the module that blocks.</summary>
internal sealed class PipelineThread(Cmdlet cmdlet, bool wantsVerbose, bool wantsDebug, Action onWaiting, CancellationToken stopping) : IPlannrObserver
{
    private static readonly TimeSpan LongestEnd = TimeSpan.FromSeconds(5);

    private readonly ConcurrentQueue<Action> _messages = new();
    private readonly SemaphoreSlim _arrivals = new(0);

    /// <summary>How long the thread waits at most before it looks after the progress. Replaced by tests.</summary>
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

    /// <summary>Waits for work. If the process may end with the pipeline, cancelled work gets time to clean up, such as half a file.</summary>
    /// <exception cref="PipelineStoppedException">The pipeline was stopped meanwhile.</exception>
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

            // Messages that come often must not keep the progress from its turn.
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

    /// <summary>Writes the messages since the last time, without waiting.</summary>
    public void WriteMessages()
    {
        while (_messages.TryDequeue(out Action? write))
        {
            write();
        }
    }

    /// <summary>Runs an action on the pipeline's thread while it waits.</summary>
    public void Post(Action write)
    {
        _messages.Enqueue(write);
        _arrivals.Release();
    }
}
