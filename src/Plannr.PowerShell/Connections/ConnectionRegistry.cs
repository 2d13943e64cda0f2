using System.Collections.Concurrent;

namespace Plannr.PowerShell.Connections;

/// <summary>The open connections, each owned by the runspace that opened it. A runspace without a connection uses the process's connection if there is exactly one. The connections are stored in an immutable array.</summary>
internal static class ConnectionRegistry
{
    private static volatile Entry[] _entries = [];

    /// <summary>The replaced connections that commands still use.</summary>
    private static readonly ConcurrentDictionary<PlannrConnection, Entry> Replaced = new();

    /// <summary>The connection that the current runspace opened last. If the runspace has none, this is the only connection in the process, or null if the process has none or several.</summary>
    public static PlannrConnection? Default
    {
        get
        {
            Entry[] entries = _entries;
            return (entries.LastOrDefault(entry => entry.IsOwn) ?? (entries.Length == 1 ? entries[0] : null))?.Connection;
        }
    }

    /// <summary>The open connections of all runspaces.</summary>
    public static IReadOnlyList<PlannrConnection> All => Array.ConvertAll(_entries, entry => entry.Connection);

    /// <summary>All connections that can still send requests: the open ones, and replaced ones that commands still use.</summary>
    public static IReadOnlyList<PlannrConnection> InUse => [.. All, .. Replaced.Keys];

    /// <summary>The connections visible to the current runspace: its own and those of runspaces that have ended, one per name. If the runspace has no connection of its own, all connections in the process are visible.</summary>
    public static IReadOnlyList<PlannrConnection> Found
    {
        get
        {
            Entry[] entries = _entries;
            IEnumerable<Entry> found = entries.Any(entry => entry.IsOwn)
                ? entries.Where(entry => entry.IsOwn || (entry.HasNoOwner && entries.Last(other => other.IsFree && other.HasName(entry.Connection.Name)) == entry))
                : entries;
            return [.. found.Select(entry => entry.Connection)];
        }
    }

    /// <summary>The connections that the current runspace may close or change by name: its own, and those of runspaces that have ended.</summary>
    public static IReadOnlyList<PlannrConnection> Free => [.. _entries.Concat(Replaced.Values).Where(entry => entry.IsFree).Select(entry => entry.Connection)];

    /// <summary>Returns the visible connection with this name, or null if there is none or there are several.</summary>
    public static PlannrConnection? Find(string name)
    {
        PlannrConnection[] named = [.. Found.Where(connection => connection.HasName(name))];
        return named.Length == 1 ? named[0] : null;
    }

    /// <summary>Adds a connection as the default of the current runspace. Returns the connections that it replaces; the caller closes them.</summary>
    public static IReadOnlyList<PlannrConnection> Add(PlannrConnection connection)
    {
        var added = new Entry(connection, Runspace.DefaultRunspace);
        connection.IsDefaultNow = _ => IsDefault(added);
        Entry[] replaced = Replace(entry => entry.HasName(connection.Name) && entry.IsFree, added);
        Array.ForEach(replaced, entry => Replaced[entry.Connection] = entry);
        return Array.ConvertAll(replaced, entry => entry.Connection);
    }

    /// <summary>Removes a replaced connection after it has closed.</summary>
    public static void Forget(PlannrConnection connection) => Replaced.TryRemove(connection, out _);

    /// <summary>Removes a connection. If it was the default, the last opened of the remaining connections becomes the default.</summary>
    public static bool Remove(PlannrConnection connection) => Replace(entry => entry.Connection == connection).Length > 0;

    /// <summary>Removes the connections of the current runspace and of runspaces that have ended. Returns them; the caller closes them.</summary>
    public static IReadOnlyList<PlannrConnection> RemoveOwn() => Array.ConvertAll(Replace(entry => entry.IsFree), entry => entry.Connection);

    /// <summary>Returns whether an entry is the default of the current runspace or, on a thread without a runspace, of the runspace that owns the entry.</summary>
    private static bool IsDefault(Entry entry) => Runspace.DefaultRunspace is null
        ? _entries.LastOrDefault(entry.HasSameOwner) == entry
        : Default == entry.Connection;

    private static Entry[] Replace(Func<Entry, bool> isRemoved, params Entry[] added)
    {
        lock (Replaced)
        {
            Entry[] removed = [.. _entries.Where(isRemoved)];
            _entries = [.. _entries.Except(removed), .. added];
            return removed;
        }
    }

    /// <summary>A connection and a weak reference to the runspace that opened it.</summary>
    private sealed class Entry(PlannrConnection connection, Runspace? owner)
    {
        private readonly WeakReference<Runspace?> _owner = new(owner);

        public PlannrConnection Connection { get; } = connection;

        public bool IsOwn => _owner.TryGetTarget(out Runspace? owner) && owner == Runspace.DefaultRunspace;

        public bool HasSameOwner(Entry other) => _owner.TryGetTarget(out Runspace? owner) && other._owner.TryGetTarget(out Runspace? otherOwner) && owner == otherOwner;

        /// <summary>Whether the runspace that opened the connection, such as a thread job's runspace, has ended. The connection then belongs to every runspace.</summary>
        public bool HasNoOwner => !_owner.TryGetTarget(out Runspace? owner) || owner?.RunspaceStateInfo.State is RunspaceState.Closed or RunspaceState.Broken;

        /// <summary>Whether the connection was opened by the current runspace or by a runspace that has ended.</summary>
        public bool IsFree => IsOwn || HasNoOwner;

        public bool HasName(string name) => Connection.HasName(name);
    }
}

/// <summary>Closes connections that are no longer in the registry.</summary>
internal static class ConnectionClosing
{
    /// <summary>Saves the connection's new token in the vault and closes the connection. Cancels running commands or, if <paramref name="waits"/> is set, lets them end first.</summary>
    public static void Close(PlannrConnection connection, PSCmdlet? cmdlet, bool waits = false)
    {
        try
        {
            if (cmdlet is not null)
            {
                VaultSecrets.UsedBy(connection)?.WriteBack(cmdlet);
                VaultSecrets.WriteUnsaved(cmdlet);
            }
        }
        finally
        {
            (waits ? (Action<Action>)connection.Use.CloseWhenUnused : connection.Use.Close)(() =>
            {
                ConnectionRegistry.Forget(connection);
                connection.Client.Dispose();
                VaultSecrets.Forget(VaultSecrets.UsedBy(connection));
            });
        }
    }
}

/// <summary>The vault secrets of the process, and the connections whose refresh tokens they contain.</summary>
internal static class VaultSecrets
{
    /// <summary>The longest time that saving tokens can delay process exit.</summary>
    private static readonly TimeSpan LongestExit = TimeSpan.FromSeconds(15);

    private static readonly ConcurrentDictionary<(string Name, string? Vault), VaultSecret> Known = new();
    private static readonly ConditionalWeakTable<PlannrConnection, VaultSecret> Secrets = new();

    static VaultSecrets() => ClientFactory.Current.Files.OnExit(
        () => ((IAsyncResult)Task.WhenAll(Known.Values.Select(secret => secret.SettleAsync()))).AsyncWaitHandle.WaitOne(LongestExit));

    public static VaultSecret Get(string name, string? vault) => Known.GetOrAdd((name, vault), key => new VaultSecret(key.Name, key.Vault));

    public static void Add(PlannrConnection connection, VaultSecret secret) => Secrets.Add(connection, secret);

    /// <summary>Returns the secret that contains the connection's refresh token, or null if there is none.</summary>
    public static VaultSecret? UsedBy(PlannrConnection connection) => Secrets.TryGetValue(connection, out VaultSecret? secret) ? secret : null;

    /// <summary>Clears the token of a secret from memory if no connection uses the secret.</summary>
    public static void Forget(VaultSecret? secret)
    {
        if (secret is not null && !IsInUse(secret))
        {
            secret.Forget();
        }
    }

    /// <summary>Saves tokens that closed connections left unsaved. Skips tokens of open connections, because they may belong to another runspace with another vault.</summary>
    public static void WriteUnsaved(PSCmdlet cmdlet)
    {
        foreach (VaultSecret left in Known.Values.Where(secret => secret.IsUnsaved && !IsInUse(secret)))
        {
            left.WriteBack(cmdlet);
            Forget(left);
        }
    }

    private static bool IsInUse(VaultSecret secret) => ConnectionRegistry.InUse.Any(connection => UsedBy(connection) == secret);
}
