namespace Plannr.PowerShell.Connections;

/// <summary>
/// A command's use of a connection, from when it finds the connection to its end. The connection stays open for it though another takes its name, and all
/// its requests act as the same account.
/// </summary>
internal sealed class ConnectionLease : IDisposable
{
    private readonly Lazy<IPlannrClient> _client;
    private bool _isDisposed;

    private ConnectionLease(PlannrConnection connection, IPlannrObserver observer)
    {
        Connection = connection;
        _client = new Lazy<IPlannrClient>(() => connection.Client.WithObserver(observer));
    }

    public PlannrConnection Connection { get; }

    /// <summary>The client, with the account that the connection had when the command first used it.</summary>
    public IPlannrClient Client => _client.Value;

    /// <summary>Finds a connection and uses it.</summary>
    /// <exception cref="PlannrNotConnectedException">There is none, or it was closed.</exception>
    public static ConnectionLease Begin(ConnectionReference? reference, IPlannrObserver observer)
    {
        while (true)
        {
            // One that was replaced in between is no longer in the registry, so the next search finds its successor or fails.
            PlannrConnection connection = ConnectionReference.Resolve(reference);
            if (connection.Use.TryBegin())
            {
                return new ConnectionLease(connection, observer);
            }
        }
    }

    public void Dispose()
    {
        if (!_isDisposed)
        {
            _isDisposed = true;
            Connection.Use.End();
        }
    }
}

/// <summary>Closes connections that are no longer in the registry.</summary>
internal static class ConnectionClosing
{
    /// <summary>Closes a connection and ends what runs on it. A cmdlet writes first what the vault has to get; the secrets are forgotten even if that fails.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="cmdlet">Writes to the vault; null if no cmdlet is running.</param>
    /// <param name="waits">Whether the commands that run on the connection may end first, because another has replaced it.</param>
    public static void Close(PlannrConnection connection, PSCmdlet? cmdlet, bool waits = false)
    {
        try
        {
            if (cmdlet is not null)
            {
                VaultSecrets.WriteBack(connection, cmdlet);
            }
        }
        finally
        {
            (waits ? (Action<Action>)connection.Use.CloseWhenUnused : connection.Use.Close)(() => End(connection));
        }
    }

    private static void End(PlannrConnection connection)
    {
        ConnectionRegistry.Forget(connection);
        connection.Client.Dispose();
        VaultSecrets.Forget(VaultSecrets.UsedBy(connection));
    }
}
