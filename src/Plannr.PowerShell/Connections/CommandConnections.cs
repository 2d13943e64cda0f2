using System.Collections.Concurrent;
using System.Reflection;

namespace Plannr.PowerShell.Connections;

/// <summary>The connections that a cmdlet uses. They stay open until the cmdlet ends. Each is resolved only once, so that the cmdlet keeps using it even if a downstream command connects again.</summary>
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

    /// <summary>Whether the cmdlet changes data. Requests for a record then use only the record's own connection, unless -Connection names another.</summary>
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
    /// <exception cref="PlannrNotConnectedException">The cmdlet changes data, and the record's own connection is not open. Another connection could belong to another firm.</exception>
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
            cmdlet.WriteWarning($"The record came from the connection '{name}', which is not open. The connection '{Given[0].Name}', which may belong to another firm, is used instead. To choose a connection, use -Connection.");
        }

        return Given;
    }
}
