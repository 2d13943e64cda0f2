using System.Collections.Concurrent;

namespace Plannr.PowerShell.Shared;

/// <summary>
/// Lets a cmdlet wait for background work, and writes the messages of the work meanwhile: PowerShell lets only the pipeline's thread write. The one place
/// in the module that blocks.
/// </summary>
/// <param name="cmdlet">The cmdlet.</param>
/// <param name="wantsVerbose">Whether verbose messages are written.</param>
/// <param name="wantsDebug">Whether debug messages are written.</param>
/// <param name="onWaiting">Called on the pipeline's thread about once a second while it waits, so that the progress does not stand still.</param>
/// <param name="stopping">Cancelled when the cmdlet has to end.</param>
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
            Post(() => cmdlet.WriteVerbose(message));
        }
    }

    public void Debug(string message)
    {
        if (wantsDebug)
        {
            Post(() => cmdlet.WriteDebug(message));
        }
    }

    public void Warning(string message) => Post(() => cmdlet.WriteWarning(message));

    /// <summary>Waits for work that runs already.</summary>
    /// <param name="work">The work.</param>
    /// <param name="letsEnd">Whether cancelled work gets the time to clean up, such as half a file: the process may end with the pipeline.</param>
    /// <exception cref="PipelineStoppedException">The pipeline was stopped meanwhile.</exception>
    public T WaitFor<T>(Task<T> work, bool letsEnd = false)
    {
        work.ContinueWith(_ => _arrivals.Release(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
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
