using System.Management.Automation.Runspaces;
using System.Security;
using Engine = System.Management.Automation.PowerShell;

namespace Plannr.Benchmarks;

/// <summary>A runspace with the staged module imported and an access token in <c>$Token</c>.</summary>
internal sealed class EngineSession : IDisposable
{
    private readonly Runspace _runspace = RunspaceFactory.CreateRunspace(InitialSessionState.CreateDefault2());

    public EngineSession()
    {
        _runspace.Open();
        var token = new SecureString();
        foreach (char letter in "benchmark-token")
        {
            token.AppendChar(letter);
        }

        Set("Token", token);
        Set("Manifest", StagedModule.Manifest);
        Run("Import-Module $Manifest");
    }

    public void Set(string variable, object value) => _runspace.SessionStateProxy.SetVariable(variable, value);

    /// <summary>Runs a script and throws if it writes an error.</summary>
    public IReadOnlyCollection<PSObject> Run(string script)
    {
        using Engine shell = Shell(script);
        IReadOnlyCollection<PSObject> output = shell.Invoke();
        return shell.HadErrors ? throw new InvalidOperationException(shell.Streams.Error.FirstOrDefault()?.ToString()) : output;
    }

    /// <summary>Runs a script that may fail.</summary>
    /// <param name="script">The script.</param>
    /// <param name="stop">How long to wait before stopping the script; null to let it finish.</param>
    /// <param name="longest">How long the script may run or, after a stop, how long it may take to end.</param>
    /// <param name="errors">Receives the errors.</param>
    /// <returns>The output, or null if the script did not finish in time.</returns>
    public IReadOnlyCollection<PSObject>? TryRun(string script, TimeSpan? stop, TimeSpan longest, List<ErrorRecord> errors)
    {
        using Engine shell = Shell(script);
        using var output = new PSDataCollection<PSObject>();
        IAsyncResult running = shell.BeginInvoke<PSObject, PSObject>(null, output);
        if (stop is { } time && !running.AsyncWaitHandle.WaitOne(time))
        {
            shell.Stop();
        }

        if (!running.AsyncWaitHandle.WaitOne(longest))
        {
            return null;
        }

        try
        {
            shell.EndInvoke(running);
        }
        catch (PipelineStoppedException) when (stop is not null)
        {
            // Expected: this method stopped the script.
        }
        catch (RuntimeException exception)
        {
            errors.Add(exception.ErrorRecord);
        }

        errors.AddRange(shell.Streams.Error);
        return output.ToArray();
    }

    public void Dispose() => _runspace.Dispose();

    private Engine Shell(string script)
    {
        Engine shell = Engine.Create(_runspace);
        shell.AddScript(script);
        return shell;
    }
}
