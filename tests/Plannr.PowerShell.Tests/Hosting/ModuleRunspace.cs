using System.Management.Automation.Runspaces;
using Engine = System.Management.Automation.PowerShell;

namespace Plannr.PowerShell.Tests.Hosting;

/// <summary>
/// A runspace with the staged module and a console. Opening a runspace and importing the module takes longer than most tests, so a
/// runspace is reused if a reset can undo the changes made in it.
/// </summary>
internal sealed class ModuleRunspace
{
    private static readonly ConcurrentDictionary<(int Width, bool SupportsVirtualTerminal), ConcurrentStack<ModuleRunspace>> Idle = new();

    private readonly ConcurrentStack<ModuleRunspace> _idle;
    private readonly HashSet<object> _contents;

    private ModuleRunspace(int width, bool supportsVirtualTerminal, ConcurrentStack<ModuleRunspace> idle)
    {
        _idle = idle;
        Host = new CapturingHost(width, supportsVirtualTerminal);
        Runspace = RunspaceFactory.CreateRunspace(Host, InitialSessionState.CreateDefault2());
        Runspace.Open();
        using Engine shell = Engine.Create(Runspace);
        shell.AddCommand("Import-Module").AddParameter("Name", StagedModule.Manifest).Invoke();
        Assert.Empty(shell.Streams.Error);
        Host.Clear();
        _contents = Contents();
    }

    public CapturingHost Host { get; }

    public Runspace Runspace { get; }

    /// <summary>Returns an idle runspace, or opens one.</summary>
    public static ModuleRunspace Rent(int width, bool supportsVirtualTerminal)
    {
        ConcurrentStack<ModuleRunspace> idle = Idle.GetOrAdd((width, supportsVirtualTerminal), _ => new ConcurrentStack<ModuleRunspace>());
        return idle.TryPop(out ModuleRunspace? existing) ? existing : new ModuleRunspace(width, supportsVirtualTerminal, idle);
    }

    /// <summary>Resets the runspace for the next session, or closes it if it is busy or its modules or commands have changed. New functions are removed.</summary>
    public void Return()
    {
        if (Runspace.RunspaceAvailability != RunspaceAvailability.Available || !IsUnchanged())
        {
            Runspace.Dispose();
            return;
        }

        using (Engine shell = Engine.Create(Runspace))
        {
            // ResetRunspaceState doesn't reset strict mode.
            shell.AddScript("Set-StrictMode -Off").Invoke();
        }

        // Resets variables (including preferences, default parameter values and $Error), the location and event subscribers.
        Runspace.ResetRunspaceState();
        Host.Clear();
        _idle.Push(this);
    }

    private bool IsUnchanged()
    {
        HashSet<object> contents = Contents();
        FunctionInfo[] added = [.. contents.Except(_contents).OfType<FunctionInfo>().Where(function => function.Module is null)];
        foreach (FunctionInfo function in added)
        {
            Runspace.SessionStateProxy.InvokeProvider.Item.Remove($"Function:{function.Name}", recurse: false);
        }

        return (added.Length == 0 ? contents : Contents()).SetEquals(_contents);
    }

    /// <summary>Returns the modules, commands and command definitions, which a reset doesn't restore. A module that is imported again is a new object and so counts as a change.</summary>
    private HashSet<object> Contents()
    {
        using Engine shell = Engine.Create(Runspace);
        IEnumerable<object> modules = shell.AddCommand("Get-Module").AddParameter("All").Invoke().Select(module => module.BaseObject);
        IEnumerable<object> commands = Runspace.SessionStateProxy.InvokeCommand
            .GetCommands("*", CommandTypes.Alias | CommandTypes.Function | CommandTypes.Cmdlet, nameIsPattern: true)
            .SelectMany(command => (object[])[command, (command.Name, Definition: DefinitionOf(command))]);
        return [.. modules, .. commands];
    }

    // The definition of a cmdlet is its syntax, which is slow to generate and can't change.
    private static string? DefinitionOf(CommandInfo command) => command is CmdletInfo ? null : command.Definition;
}
