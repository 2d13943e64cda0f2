using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Reflection;
using System.Runtime.Loader;

// Argument: a script.
// Prints tab-separated lines: OUT <text of an object>, ERROR <id> <message>, LOADED <context> <name> <version> <path>.
using Runspace runspace = RunspaceFactory.CreateRunspace(InitialSessionState.CreateDefault2());
runspace.Open();
using PowerShell shell = PowerShell.Create(runspace);
shell.AddScript(args[0]);
try
{
    foreach (PSObject output in shell.Invoke())
    {
        Write("OUT", output?.ToString());
    }
}
catch (RuntimeException exception)
{
    Write("ERROR", exception.ErrorRecord.FullyQualifiedErrorId, exception.Message);
}

foreach (ErrorRecord error in shell.Streams.Error)
{
    Write("ERROR", error.FullyQualifiedErrorId, error.ToString());
}

foreach (AssemblyLoadContext context in AssemblyLoadContext.All)
{
    foreach (Assembly assembly in context.Assemblies)
    {
        AssemblyName name = assembly.GetName();
        Write("LOADED", context.Name, name.Name, name.Version?.ToString(), assembly.IsDynamic ? string.Empty : assembly.Location);
    }
}

static void Write(params string?[] fields) => Console.Out.WriteLine(string.Join('\t', fields).ReplaceLineEndings(" "));
