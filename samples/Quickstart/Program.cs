using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Reflection;
using Quickstart;

// Hosts the PowerShell engine in this process, so that the sample runs where no PowerShell is installed.
string modulePath = typeof(ConsoleHost).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
    .Single(attribute => attribute.Key == "StagedModulePath").Value!;
string script = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "quickstart.ps1"));

var host = new ConsoleHost();
InitialSessionState state = InitialSessionState.CreateDefault2();
using Runspace runspace = RunspaceFactory.CreateRunspace(host, state);
runspace.Open();
using PowerShell shell = PowerShell.Create(runspace);
shell.AddScript(script).AddParameter("ModulePath", Path.Combine(modulePath, "Plannr.psd1")).AddCommand("Out-Default");
try
{
    shell.Invoke();
}
catch (RuntimeException exception)
{
    await Console.Error.WriteLineAsync(exception.ErrorRecord.ToString());
    return 1;
}

return shell.HadErrors ? 1 : 0;
