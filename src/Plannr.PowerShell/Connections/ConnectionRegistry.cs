using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation.Runspaces;
using System.Threading;

namespace Plannr.PowerShell.Connections;

/// <summary>
/// The open connections of the process, in the order in which they were made, and who made them. What a runspace connected itself is its own
/// first, so that two that work side by side never use each other's; what it did not is looked for in the whole process, so that parallel
/// bodies and thread jobs find their caller's. Held in one array that is swapped as a whole: no reader ever sees half a change.
/// </summary>
internal static class ConnectionRegistry
{
    private static Entry[] _entries = [];

    /// <summary>Connections that were replaced, while commands still run on them.</summary>
    private static readonly ConcurrentDictionary<PlannrConnection, bool> Replaced = new();

    /// <summary>The one that the present runspace made last, else the one that was made last.</summary>
    public static PlannrConnection? Default => Find(_entries, _ => true);

    /// <summary>All that are open, whoever made them.</summary>
    public static IReadOnlyList<PlannrConnection> All => Array.ConvertAll(_entries, entry => entry.Connection);

    /// <summary>Those that can still send something: all that are open, and the replaced ones that commands still run on.</summary>
    public static IReadOnlyList<PlannrConnection> InUse => [.. All, .. Replaced.Keys];

    /// <summary>Those that the present runspace finds: one of each name.</summary>
    public static IReadOnlyList<PlannrConnection> Found
    {
        get
        {
            Entry[] entries = _entries;
            return [.. entries.Select(entry => entry.Connection).Where(connection => Find(entries, connection.Name) == connection)];
        }
    }

    public static PlannrConnection? Find(string name) => Find(_entries, name);

    /// <summary>Adds a connection as the default of the present runspace. Gives back those that give way, for the caller to close.</summary>
    public static IReadOnlyList<PlannrConnection> Add(PlannrConnection connection)
    {
        Entry[] replaced = [];
        connection.IsDefaultNow = candidate => candidate == Default;
        var added = new Entry(connection, Runspace.DefaultRunspace);
        Change(entries =>
        {
            replaced = [.. entries.Where(entry => entry.IsOf(connection.Name) && (entry.IsOwn || entry.HasNoOwner))];
            return [.. entries.Except(replaced), added];
        });
        Array.ForEach(replaced, entry => Replaced[entry.Connection] = true);
        return Array.ConvertAll(replaced, entry => entry.Connection);
    }

    /// <summary>Forgets a connection that was replaced and has closed.</summary>
    public static void Forget(PlannrConnection connection) => Replaced.TryRemove(connection, out _);

    /// <summary>Takes a connection out. If it was a default, the one that was made before takes its place.</summary>
    public static bool Remove(PlannrConnection connection)
    {
        bool removed = false;
        Change(entries =>
        {
            Entry[] rest = [.. entries.Where(entry => entry.Connection != connection)];
            removed = rest.Length < entries.Length;
            return rest;
        });
        return removed;
    }

    /// <summary>Takes out the connections of the present runspace, and of runspaces that have ended. Returns them, for the caller to close.</summary>
    public static IReadOnlyList<PlannrConnection> RemoveOwn()
    {
        Entry[] removed = [];
        Change(entries =>
        {
            removed = [.. entries.Where(entry => entry.IsOwn || entry.HasNoOwner)];
            return [.. entries.Except(removed)];
        });
        return Array.ConvertAll(removed, entry => entry.Connection);
    }

    private static PlannrConnection? Find(Entry[] entries, string name) => Find(entries, entry => entry.IsOf(name));

    private static PlannrConnection? Find(Entry[] entries, Func<Entry, bool> isMeant) =>
        (entries.LastOrDefault(entry => entry.IsOwn && isMeant(entry)) ?? entries.LastOrDefault(isMeant))?.Connection;

    private static void Change(Func<Entry[], Entry[]> change)
    {
        Entry[] before;
        do
        {
            before = _entries;
        }
        while (Interlocked.CompareExchange(ref _entries, change(before), before) != before);
    }

    /// <summary>A connection and the runspace that made it, which is not kept alive by that.</summary>
    private sealed class Entry(PlannrConnection connection, Runspace? owner)
    {
        private readonly WeakReference<Runspace?> _owner = new(owner);

        public PlannrConnection Connection { get; } = connection;

        public bool IsOwn => _owner.TryGetTarget(out Runspace? owner) && owner == Runspace.DefaultRunspace;

        /// <summary>Whether the runspace has ended, as that of a thread job does: its connections are anybody's then.</summary>
        public bool HasNoOwner => !_owner.TryGetTarget(out Runspace? owner) || owner?.RunspaceStateInfo.State is RunspaceState.Closed or RunspaceState.Broken;

        public bool IsOf(string name) => string.Equals(Connection.Name, name, StringComparison.OrdinalIgnoreCase);
    }
}
