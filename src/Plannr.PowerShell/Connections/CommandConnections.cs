using System.Collections.Concurrent;
using System.Reflection;

namespace Plannr.PowerShell.Connections;

/// <summary>The connections that a cmdlet uses. A replaced connection stays open until the cmdlet ends. Each connection is resolved only once, so that the cmdlet keeps using it even if a downstream command connects again.</summary>
internal sealed class CommandConnections(PlannrCommand cmdlet)
{
    private readonly ConcurrentDictionary<PlannrConnection, Lazy<IPlannrClient>> _clients = [];
    private readonly Dictionary<ConnectionReference, PlannrConnection> _found = [];
    private readonly HashSet<string> _gone = [];
    private PlannrConnection[]? _default;

    /// <summary>The connections specified with -Connection, or the default connection.</summary>
    public IReadOnlyList<PlannrConnection> Given => References is { } references ? [.. references.Select(Find).Distinct()] : _default ??= [Use(null)];

    /// <summary>Whether more than one connection is in use. Errors then name their connection.</summary>
    public bool AreSeveral => _clients.Count > 1;

    /// <summary>The longest current wait for the rate limit, or null if there is none.</summary>
    public TimeSpan? RateLimitWait => _clients.Keys.Max(connection => connection.Client.Statistics.RateLimitWait);

    /// <summary>The value of -Connection, or null if it was not used.</summary>
    private IReadOnlyList<ConnectionReference>? References => cmdlet.MyInvocation.BoundParameters.TryGetValue("Connection", out object? value)
        ? value as IReadOnlyList<ConnectionReference> ?? [(ConnectionReference)value]
        : null;

    /// <summary>Whether the cmdlet changes records, writes files or switches the account. Requests for a record then use only the record's own connection, unless -Connection names another.</summary>
    private bool IsChange => cmdlet is SwitchPlannrAccountCommand || cmdlet.GetType().GetCustomAttribute<CmdletAttribute>().SupportsShouldProcess;

    /// <summary>Resolves the connections before the first object is processed, unless several are open and none is the default. In that case, each object may specify its own connection.</summary>
    public void Prepare()
    {
        if (References is not null || ConnectionRegistry.Default is not null || ConnectionRegistry.Found.Count == 0)
        {
            _ = Given;
        }
    }

    /// <summary>Returns the connections to use for a record. With -Connection, returns the record's own connection if -Connection includes it; otherwise, returns all specified connections. Without -Connection, returns the record's own connection or the default connection.</summary>
    /// <exception cref="PlannrNotConnectedException">The cmdlet changes or saves something, and the record's own connection is not open. Another connection could belong to another firm.</exception>
    public IReadOnlyList<PlannrConnection> Find(params object?[] items)
    {
        string? name = null;
        for (int i = 0; i < items.Length && name is null; i++)
        {
            name = RecordType.FindConnectionName(items[i]);
        }

        if (References is not null)
        {
            PlannrConnection? own = Given.FirstOrDefault(connection => connection.HasName(name));
            return own is null ? Given : [own];
        }

        return name is null ? Given
            : _clients.Keys.FirstOrDefault(connection => connection.HasName(name)) is { } used ? [used]
            : ConnectionRegistry.Find(name) is { } open ? [Use(new ConnectionReference(open))]
            : IsChange ? throw ConnectionReference.CreateClosedError(name)
            : FallBack(name);
    }

    /// <summary>Resolves a connection and marks it as in use.</summary>
    public PlannrConnection Use(ConnectionReference? reference)
    {
        try
        {
            PlannrConnection connection = ConnectionReference.Resolve(reference);
            while (!_clients.ContainsKey(connection))
            {
                if (connection.Use.TryBegin())
                {
                    _clients.TryAdd(connection, new(() => connection.Client.WithObserver(cmdlet.Observer)));
                    cmdlet.AddSecret(VaultSecrets.UsedBy(connection));
                    break;
                }

                // The connection was replaced in the meantime, so the next attempt finds the new connection or fails.
                connection = ConnectionReference.Resolve(reference);
            }

            return connection;
        }
        catch (PlannrNotConnectedException exception)
        {
            cmdlet.Fail(exception, reference?.ToString());
            throw;
        }
    }

    /// <summary>Returns the client of a connection in use.</summary>
    public IPlannrClient GetClient(PlannrConnection connection) => _clients[connection].Value;

    /// <summary>Releases the connections.</summary>
    public void End()
    {
        foreach (PlannrConnection connection in _clients.Keys)
        {
            connection.Use.End();
        }
    }

    private PlannrConnection Find(ConnectionReference reference)
    {
        if (!_found.TryGetValue(reference, out PlannrConnection? connection))
        {
            _found[reference] = connection = Use(reference);

            // Create the client now, so that a list that is read later still uses the current account.
            _ = GetClient(connection);
        }

        return connection;
    }

    /// <summary>Returns the default connection for a record whose own connection is not open, and warns once per closed connection.</summary>
    private IReadOnlyList<PlannrConnection> FallBack(string name)
    {
        if (_gone.Add(name))
        {
            cmdlet.WriteWarning($"The record came from the connection '{name}', which is closed or belongs to another session or runspace. The connection '{Given[0].Name}', which may belong to another firm, is used instead. To choose a connection, use -Connection.");
        }

        return Given;
    }
}

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
            $"To close or change it from here, pass it as an object: -Connection (Get-PlannrConnection {Quote(connection.Name)}). Or connect in this runspace with Connect-Plannr.");
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

    /// <summary>Returns the parameter that a command in an error's advice needs to use a connection, or an empty string if the connection is the default.</summary>
    internal static string GetOption(string? name) => name is null || ConnectionRegistry.Default?.HasName(name) == true
        ? string.Empty
        : $" -Connection {Quote(name)}";

    internal static PlannrNotConnectedException Closed(PlannrConnection connection) =>
        new($"The connection '{connection.Name}' was closed.", "Connect again with Connect-Plannr.");

    internal static PlannrNotConnectedException CreateClosedError(string name) => new(
        $"The record came from the connection '{name}', which is closed or belongs to another session or runspace. Nothing was sent, because the default connection may belong to a different firm.",
        $"Connect again with Connect-Plannr -Name {Quote(name)}, or specify the connection to use with -Connection.");

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
                known.Length == 0 ? $"Connect first with Connect-Plannr -Name {Quote(name)}." : $"Use an existing connection ({known}), or connect with Connect-Plannr -Name {Quote(name)}.");
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

    /// <summary>Returns a name as an argument that can be copied from an error's advice.</summary>
    private static string Quote(string? name) => $"'{CodeGeneration.EscapeSingleQuotedStringContent(name ?? string.Empty)}'";

    private static string Names(IEnumerable<PlannrConnection> connections) => string.Join(", ", connections.Select(connection => $"'{connection.Name}'"));
}
