using System.Collections.Concurrent;

namespace Plannr.PowerShell.Connections;

/// <summary>The open connections, each owned by its runspace. A runspace without one uses the only one of the process. In one array that is replaced as a whole.</summary>
internal static class ConnectionRegistry
{
    private static volatile Entry[] _entries = [];

    /// <summary>Connections that were replaced, while commands still run on them.</summary>
    private static readonly ConcurrentDictionary<PlannrConnection, Entry> Replaced = new();

    /// <summary>The one that the present runspace made last; if it has none, the only one of the process. Null if there is none, or several.</summary>
    public static PlannrConnection? Default
    {
        get
        {
            Entry[] entries = _entries;
            return (entries.LastOrDefault(entry => entry.IsOwn) ?? (entries.Length == 1 ? entries[0] : null))?.Connection;
        }
    }

    /// <summary>All that are open, whoever made them.</summary>
    public static IReadOnlyList<PlannrConnection> All => Array.ConvertAll(_entries, entry => entry.Connection);

    /// <summary>Those that can still send something: all that are open, and the replaced ones that commands still run on.</summary>
    public static IReadOnlyList<PlannrConnection> InUse => [.. All, .. Replaced.Keys];

    /// <summary>Gets the connections that this runspace finds: its own and those of ended runspaces, one per name. Without its own, all of the process.</summary>
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

    /// <summary>Those that the present runspace may close without being given them as objects: its own, and those of ended runspaces.</summary>
    public static IReadOnlyList<PlannrConnection> Free => [.. _entries.Concat(Replaced.Values).Where(entry => entry.IsFree).Select(entry => entry.Connection)];

    /// <summary>The one of those found that has a name; null if there is none, or several.</summary>
    public static PlannrConnection? Find(string name)
    {
        PlannrConnection[] named = [.. Found.Where(connection => connection.HasName(name))];
        return named.Length == 1 ? named[0] : null;
    }

    /// <summary>Adds a connection as the default of the present runspace. Returns those that it replaces, for the caller to close.</summary>
    public static IReadOnlyList<PlannrConnection> Add(PlannrConnection connection)
    {
        var added = new Entry(connection, Runspace.DefaultRunspace);
        connection.IsDefaultNow = _ => IsDefault(added);
        Entry[] replaced = Replace(entry => entry.HasName(connection.Name) && entry.IsFree, added);
        Array.ForEach(replaced, entry => Replaced[entry.Connection] = entry);
        return Array.ConvertAll(replaced, entry => entry.Connection);
    }

    /// <summary>Forgets a connection that was replaced and has closed.</summary>
    public static void Forget(PlannrConnection connection) => Replaced.TryRemove(connection, out _);

    /// <summary>Removes a connection. If it was a default, the one that was made before takes its place.</summary>
    public static bool Remove(PlannrConnection connection) => Replace(entry => entry.Connection == connection).Length > 0;

    /// <summary>Removes the connections of the present runspace and of runspaces that have ended. Returns them, for the caller to close.</summary>
    public static IReadOnlyList<PlannrConnection> RemoveOwn() => Array.ConvertAll(Replace(entry => entry.IsFree), entry => entry.Connection);

    /// <summary>Whether an entry is the default of the present runspace; on a thread without one, of the runspace that made it.</summary>
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

    /// <summary>A connection and the runspace that made it, which is not kept alive by that.</summary>
    private sealed class Entry(PlannrConnection connection, Runspace? owner)
    {
        private readonly WeakReference<Runspace?> _owner = new(owner);

        public PlannrConnection Connection { get; } = connection;

        public bool IsOwn => _owner.TryGetTarget(out Runspace? owner) && owner == Runspace.DefaultRunspace;

        public bool HasSameOwner(Entry other) => _owner.TryGetTarget(out Runspace? owner) && other._owner.TryGetTarget(out Runspace? otherOwner) && owner == otherOwner;

        /// <summary>Whether the runspace has ended, as that of a thread job does: its connections are anybody's then.</summary>
        public bool HasNoOwner => !_owner.TryGetTarget(out Runspace? owner) || owner?.RunspaceStateInfo.State is RunspaceState.Closed or RunspaceState.Broken;

        /// <summary>Whether the present runspace made it, or one that has ended.</summary>
        public bool IsFree => IsOwn || HasNoOwner;

        public bool HasName(string name) => Connection.HasName(name);
    }
}

/// <summary>Closes connections that are no longer in the registry.</summary>
internal static class ConnectionClosing
{
    /// <summary>Closes a connection and cancels its commands, unless it waits for them. The cmdlet first writes its new token to the vault.</summary>
    public static void Close(PlannrConnection connection, PSCmdlet? cmdlet, bool waits = false)
    {
        try
        {
            if (cmdlet is not null)
            {
                VaultSecrets.UsedBy(connection)?.WriteBack(cmdlet);
                VaultSecrets.WriteLeft(cmdlet);
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
