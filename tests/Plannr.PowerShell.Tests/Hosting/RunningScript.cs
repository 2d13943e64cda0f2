using System.Threading.Channels;
using Engine = System.Management.Automation.PowerShell;

namespace Plannr.PowerShell.Tests.Hosting;

/// <summary>A running script whose output can be read before the script ends.</summary>
internal sealed class RunningScript : IDisposable
{
    private readonly Engine _shell;
    private readonly Channel<PSObject> _output = Channel.CreateUnbounded<PSObject>();
    private readonly Channel<string> _verbose = Channel.CreateUnbounded<string>();
    private readonly Channel<ProgressRecord> _progress = Channel.CreateUnbounded<ProgressRecord>();
    private readonly Task _completion;
    private readonly List<PSObject> _taken = [];

    public RunningScript(Engine shell)
    {
        _shell = shell;
        var output = new PSDataCollection<PSObject>();
        output.DataAdded += (_, added) => _output.Writer.TryWrite(output[added.Index]);
        shell.Streams.Verbose.DataAdded += (_, added) => _verbose.Writer.TryWrite(shell.Streams.Verbose[added.Index].Message);
        shell.Streams.Progress.DataAdded += (_, added) => _progress.Writer.TryWrite(shell.Streams.Progress[added.Index]);
        _completion = shell.InvokeAsync<PSObject, PSObject>(null, output);
    }

    /// <summary>Returns the next output object as soon as the script writes it.</summary>
    public async Task<T> NextAsync<T>()
    {
        PSObject item = await _output.Reader.ReadAsync().AsTask().OrFail();
        _taken.Add(item);
        return (T)item.BaseObject;
    }

    /// <summary>Whether there is unread output.</summary>
    public bool HasMore => _output.Reader.TryPeek(out _);

    /// <summary>Waits for a verbose message that contains the text, and returns the message.</summary>
    public async Task<string> VerboseAsync(string text)
    {
        while (true)
        {
            string message = await _verbose.Reader.ReadAsync().AsTask().OrFail();
            if (message.Contains(text, StringComparison.Ordinal))
            {
                return message;
            }
        }
    }

    /// <summary>Returns the next progress record.</summary>
    public Task<ProgressRecord> ProgressAsync() => _progress.Reader.ReadAsync().AsTask().OrFail();

    /// <summary>Stops the pipeline as Ctrl+C does and waits for it to end.</summary>
    public Task StopAsync() => Task.Run(_shell.Stop).OrFail();

    /// <summary>Waits for the script to end and returns all its output, including objects that were already read.</summary>
    public async Task<ScriptResult> EndAsync()
    {
        ErrorRecord? terminating = null;
        try
        {
            await _completion.OrFail();
        }
        catch (RuntimeException exception)
        {
            terminating = exception.ErrorRecord;
        }

        while (_output.Reader.TryRead(out PSObject? item))
        {
            _taken.Add(item);
        }

        return ScriptResult.Create(_shell, _taken, terminating);
    }

    public void Dispose() => _shell.Dispose();
}
