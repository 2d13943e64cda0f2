namespace Plannr.PowerShell.Connections;

/// <summary>A connection, given as itself or by its name.</summary>
public sealed class ConnectionReference
{
    private readonly string? _name;
    private readonly PlannrConnection? _connection;

    /// <summary>Refers to a connection by its name. Whether there is one is checked when it is used.</summary>
    /// <param name="name">The name, as <c>Get-PlannrConnection</c> shows it. Case does not matter.</param>
    public ConnectionReference(string name) => _name = name;

    /// <summary>Refers to a connection.</summary>
    /// <param name="connection">The connection.</param>
    public ConnectionReference(PlannrConnection connection) => _connection = connection;

    /// <summary>Whether the connection was given as itself.</summary>
    internal bool IsObject => _connection is not null;

    /// <summary>The connection's name.</summary>
    /// <returns>The name.</returns>
    public override string ToString() => _connection?.Name ?? _name ?? string.Empty;

    /// <summary>Finds the connection: the one referred to, or the default one where nothing is.</summary>
    internal static PlannrConnection Resolve(ConnectionReference? reference)
    {
        PlannrConnection connection = Find(reference) ?? throw (reference is null ? NotConnected() : Unknown(reference._name));

        // A connection that was closed can still be in a variable.
        return IsOpen(connection) ? connection : throw Closed(connection);
    }

    /// <summary>Finds the connection to close or to change. One of another runspace has to be given as an object, so that nothing changes it by accident.</summary>
    internal static PlannrConnection ResolveFree(ConnectionReference? reference)
    {
        PlannrConnection connection = Resolve(reference);
        return reference is { IsObject: true } ? connection : RequireFree(connection);
    }

    /// <summary>Checks that a connection is open and not of another runspace.</summary>
    internal static PlannrConnection RequireFree(PlannrConnection connection)
    {
        if (!IsOpen(connection))
        {
            throw Closed(connection);
        }

        return ConnectionRegistry.Free.Contains(connection) ? connection : throw new PlannrNotConnectedException(
            $"The connection '{connection.Name}' belongs to another runspace.",
            "Pass it as an object with -Connection, such as -Connection (Get-PlannrConnection), to close or change it from here. Or connect in this runspace with Connect-Plannr.");
    }

    /// <summary>The connection that an argument means, for completion: null where there is none.</summary>
    internal static PlannrConnection? Find(object? argument) => argument switch
    {
        null => ConnectionRegistry.Default,
        PlannrConnection connection => connection,
        ConnectionReference reference => reference._connection ?? ConnectionRegistry.Find(reference._name ?? string.Empty),
        _ => ConnectionRegistry.Find(argument.ToString() ?? string.Empty),
    };

    internal static bool IsOpen(PlannrConnection connection) => ConnectionRegistry.All.Contains(connection);

    internal static PlannrNotConnectedException Closed(PlannrConnection connection) =>
        new($"The connection '{connection.Name}' was closed.", "Connect again with Connect-Plannr.");

    internal static PlannrNotConnectedException Unknown(string? name)
    {
        IReadOnlyList<PlannrConnection> found = ConnectionRegistry.Found;
        string known = Names(found);
        return found.Any(connection => string.Equals(connection.Name, name, StringComparison.OrdinalIgnoreCase))
            ? new PlannrNotConnectedException(
                $"This runspace has no connection of its own, and the process has several named '{name}'.",
                "Pass -Connection with a connection object, such as $using:connection, or connect in this runspace with Connect-Plannr.")
            : new PlannrNotConnectedException(
                $"There is no connection named '{name}'.",
                known.Length == 0 ? "Connect first with Connect-Plannr -Name." : $"Use one of {known}, or connect with Connect-Plannr -Name '{name}'.");
    }

    private static PlannrNotConnectedException NotConnected()
    {
        string known = Names(ConnectionRegistry.Found);
        return known.Length == 0
            ? new PlannrNotConnectedException(
                "There is no connection to Plannr.",
                "Connect first: Connect-Plannr -AccessToken (Read-Host 'Access token' -AsSecureString), or Connect-Plannr -Demo to try the module without a token.")
            : new PlannrNotConnectedException(
                $"This runspace has no connection of its own, and the process has several: {known}.",
                "Pass -Connection with a name or a connection object, such as $using:connection, or connect in this runspace with Connect-Plannr.");
    }

    private static string Names(IEnumerable<PlannrConnection> connections) => string.Join(", ", connections.Select(connection => $"'{connection.Name}'"));
}
