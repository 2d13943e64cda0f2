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
    /// <exception cref="PipelineStoppedException">The pipeline was stopped meanwhile.</exception>
    public T WaitFor<T>(Task<T> work)
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

    private void Post(Action write)
    {
        _messages.Enqueue(write);
        _arrivals.Release();
    }
}
