using System;
using System.Collections.Concurrent;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;

namespace Plannr.PowerShell.Pipeline;

/// <summary>
/// Lets a cmdlet wait for background work: what the work has to say is written meanwhile, on the pipeline's own thread, which is the
/// only one that PowerShell lets write. The one place in the module that blocks.
/// </summary>
internal sealed class PipelineThread(Cmdlet cmdlet, bool wantsVerbose, bool wantsDebug, CancellationToken stopping) : IPlannrObserver
{
    private static readonly TimeSpan LongestEnd = TimeSpan.FromSeconds(5);

    private readonly ConcurrentQueue<Action> _messages = new();
    private readonly SemaphoreSlim _arrivals = new(0);

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

    /// <summary>Waits for work that runs already.</summary>
    /// <param name="work">The work.</param>
    /// <param name="letsEnd">
    /// Whether work that was cancelled is given the time to put away what it has begun, such as half a file: the process may end with the pipeline.
    /// </param>
    /// <exception cref="PipelineStoppedException">The pipeline was stopped meanwhile.</exception>
    public T WaitFor<T>(Task<T> work, bool letsEnd = false)
    {
        work.ContinueWith(_ => _arrivals.Release(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        while (!work.IsCompleted)
        {
            try
            {
                _arrivals.Wait(stopping);
            }
            catch (OperationCanceledException)
            {
                if (letsEnd)
                {
                    ((IAsyncResult)work).AsyncWaitHandle.WaitOne(LongestEnd);
                }

                throw new PipelineStoppedException();
            }

            WriteMessages();
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

    /// <summary>Writes what was said since the last time, without waiting.</summary>
    public void WriteMessages()
    {
        while (_messages.TryDequeue(out Action? write))
        {
            write();
        }
    }

    /// <summary>Has something done on the pipeline's thread while it waits.</summary>
    public void Post(Action write)
    {
        _messages.Enqueue(write);
        _arrivals.Release();
    }
}
