using System.Collections.Concurrent;
using System.Reflection;

namespace Plannr.PowerShell.Connections;

/// <summary>The connections that a cmdlet uses. They stay open until the cmdlet ends. Each is found once: a downstream command can connect again.</summary>
internal sealed class CommandConnections(PlannrCommand cmdlet)
{
    private readonly ConcurrentDictionary<PlannrConnection, Lazy<IPlannrClient>> _clients = [];
    private readonly Dictionary<ConnectionReference, PlannrConnection> _found = [];
    private readonly HashSet<string> _gone = [];
    private PlannrConnection[]? _default;

    /// <summary>The connections of -Connection; without it, the default connection.</summary>
    public IReadOnlyList<PlannrConnection> Given => References is { } references ? [.. references.Select(Find).Distinct()] : _default ??= [Use(null)];

    /// <summary>Whether more than one connection is used, so that errors have to name theirs.</summary>
    public bool AreSeveral => _clients.Count > 1;

    /// <summary>The longest wait for the limit of requests; null for none.</summary>
    public TimeSpan? RateLimitWait => _clients.Keys.Max(connection => connection.Client.Statistics.RateLimitWait);

    /// <summary>What -Connection was given; null if it was not.</summary>
    private IReadOnlyList<ConnectionReference>? References => cmdlet.MyInvocation.BoundParameters.TryGetValue("Connection", out object? value)
        ? value as IReadOnlyList<ConnectionReference> ?? [(ConnectionReference)value]
        : null;

    /// <summary>Whether the cmdlet changes something. Then a record never goes to another connection than its own unless -Connection says so.</summary>
    private bool IsChange => cmdlet is SwitchPlannrAccountCommand || cmdlet.GetType().GetCustomAttribute<CmdletAttribute>().SupportsShouldProcess;

    /// <summary>Finds what is known before the first object: objects can name their connection, which matters where there are several and none is the default.</summary>
    public void Prepare()
    {
        if (References is not null || ConnectionRegistry.Default is not null || ConnectionRegistry.Found.Count == 0)
        {
            _ = Given;
        }
    }

    /// <summary>Returns the connections to use for a record: of those of -Connection the one that it came over, or all. Without -Connection, the record's own, or the default one.</summary>
    /// <exception cref="PlannrNotConnectedException">The cmdlet changes something, and the record's own connection is not open: another one could be of another firm.</exception>
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
            : IsChange ? throw ConnectionReference.Gone(name)
            : FallBack(name);
    }

    /// <summary>Finds a connection. All requests use the account of the first one.</summary>
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

                // It was replaced in between, so the next search finds its successor or fails.
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

    /// <summary>Lets go of the connections.</summary>
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

            // The account is that of now, also for a list that is read later.
            _ = GetClient(connection);
        }

        return connection;
    }

    /// <summary>Returns the default connection for a record whose own is not open, with one warning for each.</summary>
    private IReadOnlyList<PlannrConnection> FallBack(string name)
    {
        if (_gone.Add(name))
        {
            cmdlet.WriteWarning($"The connection '{name}' that the record came over is not open, so '{Given[0].Name}' is used, which can belong to another firm. Give the connection with -Connection.");
        }

        return Given;
    }
}
