using Engine = System.Management.Automation.PowerShell;

namespace Plannr.PowerShell.Tests.Hosting;

/// <summary>
/// A runspace with the staged module. Connections are shared by the whole process, so all tests that use a session are in
/// <see cref="OneSessionAtATime"/> or <see cref="NotInParallel"/> and run one at a time. Disposing a session closes all connections, restores the
/// module's own client factory and resets the runspace.
/// </summary>
internal sealed class ModuleSession : IDisposable
{
    public const string Collection = "One module session at a time";

    private readonly ModuleRunspace _rented;

    public ModuleSession(int width = 120, bool supportsVirtualTerminal = false)
    {
        _rented = ModuleRunspace.Rent(width, supportsVirtualTerminal);
        UseClock(TimeProvider.System);
    }

    public CapturingHost Host => _rented.Host;

    public static SecureString Secret(string text)
    {
        var secret = new SecureString();
        foreach (char letter in text)
        {
            secret.AppendChar(letter);
        }

        return secret;
    }

    /// <summary>Sets the clock for new connections.</summary>
    public static void UseClock(TimeProvider clock) => ClientFactory.Replace(new LoopbackClientFactory(clock));

    public void Set(string variable, object? value) => _rented.Runspace.SessionStateProxy.SetVariable(variable, value);

    /// <summary>Adds a cmdlet from the test assembly to the session.</summary>
    public void Define<TCmdlet>()
        where TCmdlet : Cmdlet
    {
        Set("Assembly", typeof(TCmdlet).Assembly);
        Run("Import-Module -Assembly $Assembly").ShouldSucceed();
    }

    /// <summary>Runs a script and waits for it to end.</summary>
    public ScriptResult Run(string script)
    {
        using Engine shell = Shell(script);
        var output = new List<PSObject>();
        ErrorRecord? terminating = null;
        try
        {
            shell.Invoke(null, output);
        }
        catch (RuntimeException exception)
        {
            terminating = exception.ErrorRecord;
        }

        return ScriptResult.Create(shell, output, terminating);
    }

    /// <summary>Starts a script without waiting for it.</summary>
    public RunningScript Start(string script) => new(Shell(script));

    /// <summary>Returns the non-empty console lines that a script's output produces.</summary>
    public string[] Show(string script)
    {
        Host.TakeText();
        Run($"& {{ {script} }} | Out-Default").ShouldSucceed();
        return Host.TakeText().ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimEnd()).Where(line => line.Length > 0).ToArray();
    }

    public void Dispose()
    {
        Run("Disconnect-Plannr -All");
        ClientFactory.Replace(null);
        _rented.Return();
    }

    private Engine Shell(string script)
    {
        var shell = Engine.Create(_rented.Runspace);

        // Without the try, a statement-terminating error would not end the script and would look like a non-terminating one.
        shell.AddScript($"try {{ {script} }} catch {{ throw }}");
        return shell;
    }
}
