using System.Management.Automation;
using Plannr.PowerShell.SignIn;

namespace Plannr.PowerShell.Connections;

/// <summary>Closes connections that nobody finds any more.</summary>
internal static class ConnectionClosing
{
    /// <summary>Closes a connection. What its vault has to learn is written first, and its secrets are forgotten also where that ends in an error.</summary>
    public static void Close(PlannrConnection connection, PSCmdlet cmdlet)
    {
        try
        {
            VaultSecrets.WriteBack(connection, cmdlet);
        }
        finally
        {
            connection.Client.Dispose();
            VaultSecrets.Forget(VaultSecrets.UsedBy(connection));
        }
    }
}
