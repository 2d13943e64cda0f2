using System.Management.Automation;
using System.Runtime.CompilerServices;

namespace Plannr.PowerShell.SignIn;

/// <summary>Which connection's refresh token came from which secret of a vault.</summary>
internal static class VaultSecrets
{
    private static readonly ConditionalWeakTable<PlannrConnection, VaultSecret> Secrets = new();

    public static void Add(PlannrConnection connection, VaultSecret secret) => Secrets.Add(connection, secret);

    /// <summary>Whether the connection's refresh token came from a vault.</summary>
    public static bool IsUsedBy(PlannrConnection connection) => Secrets.TryGetValue(connection, out _);

    /// <summary>Writes back what has changed.</summary>
    public static void WriteBack(PlannrConnection connection, PSCmdlet cmdlet)
    {
        if (Secrets.TryGetValue(connection, out VaultSecret? secret))
        {
            secret.WriteBack(cmdlet);
        }
    }
}
