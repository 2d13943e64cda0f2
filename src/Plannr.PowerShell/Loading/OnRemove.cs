namespace Plannr.PowerShell.Loading;

/// <summary>
/// Runs at <c>Remove-Module</c>: closes the connections of the runspace and forgets their tokens. PowerShell also calls it at <c>Import-Module -Force</c>,
/// without a way to tell the two apart, but not when a runspace closes.
/// </summary>
public sealed class OnRemove : IModuleAssemblyCleanup
{
    /// <summary>Called by PowerShell in the runspace that the module is removed from.</summary>
    /// <param name="psModuleInfo">The module.</param>
    void IModuleAssemblyCleanup.OnRemove(PSModuleInfo psModuleInfo)
    {
        PendingSignIns.RemoveOwn();
        foreach (PlannrConnection connection in ConnectionRegistry.RemoveOwn())
        {
            ConnectionClosing.Close(connection);
        }
    }
}
