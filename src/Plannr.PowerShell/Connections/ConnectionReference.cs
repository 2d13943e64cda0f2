namespace Plannr.PowerShell.Connections;

/// <summary>A reference to a connection: the connection itself, or its name.</summary>
public sealed class ConnectionReference
{
    private readonly string? _name;
    private readonly PlannrConnection? _connection;

    /// <summary>Creates a reference. A name is resolved when the reference is used.</summary>
    /// <param name="value">The connection, or its name as <c>Get-PlannrConnection</c> shows it. Case is ignored.</param>
    public ConnectionReference(object value)
    {
        Value = value;
        object item = value is PSObject wrapped ? wrapped.BaseObject : value;
        _connection = item as PlannrConnection ?? (item as ConnectionReference)?._connection;
        _name = (item as ConnectionReference)?._name ?? (item is string or ValueType ? item.ToString() : null);
        Error = _connection is null && _name is null ? new PlannrInvalidInputException($"'{value}' is not a connection. Nothing was done.", "Specify a connection from Get-PlannrConnection, or its name.") : null;
    }

    /// <summary>The argument.</summary>
    internal object Value { get; }

    /// <summary>The error if the argument is neither a connection nor a name, otherwise null.</summary>
    internal PlannrException? Error { get; }

    /// <summary>Whether the argument was a connection object, not a name.</summary>
    internal bool IsObject => _connection is not null;

    /// <summary>Creates the reference that is bound to -Connection for a piped connection. See the module's types file.</summary>
    /// <param name="connection">The connection.</param>
    /// <returns>The reference.</returns>
    public static ConnectionReference FromPipeline(PSObject connection) =>
        new((PlannrConnection)(connection ?? throw new ArgumentNullException(nameof(connection))).BaseObject);

    /// <summary>Returns the connection's name.</summary>
    /// <returns>The name.</returns>
    public override string ToString() => _connection?.Name ?? _name ?? $"{Value}";

    /// <summary>Returns the connection that a reference identifies, or the default connection if the reference is null.</summary>
    internal static PlannrConnection Resolve(ConnectionReference? reference)
    {
        PlannrConnection connection = Find(reference) ?? throw (reference is null ? NotConnected() : Unknown(reference._name));

        // A variable can still hold a closed connection.
        return IsOpen(connection) ? connection : throw Closed(connection);
    }

    /// <summary>Returns the connection to close or change. A connection of another runspace must be passed as an object, so that it is not closed or changed by accident.</summary>
    internal static PlannrConnection ResolveFree(ConnectionReference? reference)
    {
        PlannrConnection connection = Resolve(reference);
        return reference is { IsObject: true } ? connection : RequireFree(connection);
    }

    /// <summary>Checks that a connection is open and does not belong to another runspace.</summary>
    internal static PlannrConnection RequireFree(PlannrConnection connection)
    {
        if (!IsOpen(connection))
        {
            throw Closed(connection);
        }

        return ConnectionRegistry.Free.Contains(connection) ? connection : throw new PlannrNotConnectedException(
            $"The connection '{connection.Name}' belongs to another runspace.",
            "To close or change it from here, pass it as an object, for example -Connection (Get-PlannrConnection). Or connect in this runspace with Connect-Plannr.");
    }

    /// <summary>Returns the connection that an argument identifies, or null if there is none. Completers also use this method.</summary>
    internal static PlannrConnection? Find(object? argument) => argument switch
    {
        null => ConnectionRegistry.Default,
        PlannrConnection connection => connection,
        object[] several => Find(several.FirstOrDefault() ?? string.Empty),
        ConnectionReference reference => reference._connection ?? ConnectionRegistry.Find(reference._name ?? string.Empty),
        _ => ConnectionRegistry.Find(argument.ToString() ?? string.Empty),
    };

    internal static bool IsOpen(PlannrConnection connection) => ConnectionRegistry.All.Contains(connection);

    internal static PlannrNotConnectedException Closed(PlannrConnection connection) =>
        new($"The connection '{connection.Name}' was closed.", "Connect again with Connect-Plannr.");

    internal static PlannrNotConnectedException CreateClosedError(string name) => new(
        $"The record came from the connection '{name}', which was closed or belongs to another session. Nothing was sent, because another connection may belong to a different firm.",
        $"Connect again with Connect-Plannr -Name '{name}', or specify the connection to use with -Connection.");

    internal static PlannrNotConnectedException Unknown(string? name)
    {
        IReadOnlyList<PlannrConnection> found = ConnectionRegistry.Found;
        string known = Names(found);
        return found.Any(connection => connection.HasName(name))
            ? new PlannrNotConnectedException(
                $"This runspace has no connection of its own, and the process has several named '{name}'.",
                "Specify -Connection with a connection object, such as $using:connection, or connect in this runspace with Connect-Plannr.")
            : new PlannrNotConnectedException(
                $"There is no connection named '{name}'.",
                known.Length == 0 ? "Connect first with Connect-Plannr -Name." : $"Use an existing connection ({known}), or connect with Connect-Plannr -Name '{name}'.");
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
                "Specify -Connection with a name or a connection object, such as $using:connection, or connect in this runspace with Connect-Plannr.");
    }

    private static string Names(IEnumerable<PlannrConnection> connections) => string.Join(", ", connections.Select(connection => $"'{connection.Name}'"));
}
