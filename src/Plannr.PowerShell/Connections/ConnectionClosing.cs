namespace Plannr.PowerShell.Connections;

/// <summary>Closes connections that are no longer in the registry.</summary>
internal static class ConnectionClosing
{
    /// <summary>Closes a connection at once, and ends what runs on it. What its vault is owed is written first; the secrets are forgotten even if that fails.</summary>
    public static void Close(PlannrConnection connection, PSCmdlet cmdlet)
    {
        try
        {
            VaultSecrets.WriteBack(connection, cmdlet);
        }
        finally
        {
            Close(connection);
        }
    }

    /// <summary>Closes a connection at once, and ends what runs on it. Its secrets are forgotten, except for one that a vault is still owed.</summary>
    public static void Close(PlannrConnection connection) => connection.Use.Close(() => End(connection));

    /// <summary>Closes a connection that another has replaced, as soon as the commands that run on it have ended.</summary>
    public static void CloseWhenUnused(PlannrConnection connection, PSCmdlet cmdlet)
    {
        try
        {
            VaultSecrets.WriteBack(connection, cmdlet);
        }
        finally
        {
            connection.Use.CloseWhenUnused(() => End(connection));
        }
    }

    private static void End(PlannrConnection connection)
    {
        ConnectionRegistry.Forget(connection);
        connection.Client.Dispose();
        VaultSecrets.Forget(VaultSecrets.UsedBy(connection));
    }
}
