using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;

namespace Plannr.PowerShell.Connections;

/// <summary>
/// The open connections by name and which of them is the default, for all runspaces of the process. Held in one immutable state that is
/// swapped as a whole, so that no reader ever sees half a change.
/// </summary>
internal static class ConnectionRegistry
{
    private static State _state = new([], null);

    public static PlannrConnection? Default => _state.Default;

    public static IReadOnlyList<PlannrConnection> All => _state.Connections;

    public static PlannrConnection? Find(string name) => Find(_state, name);

    /// <summary>Adds a connection as the default. One of the same name gives way and is given back, for the caller to close.</summary>
    public static PlannrConnection? Add(PlannrConnection connection)
    {
        PlannrConnection? replaced = null;
        connection.IsDefaultNow = candidate => candidate == Default;
        Change(state =>
        {
            replaced = Find(state, connection.Name);
            return new State([.. state.Connections.Where(other => other != replaced), connection], connection);
        });
        return replaced;
    }

    /// <summary>Takes a connection out. If it was the default, the one that was made last takes its place.</summary>
    public static bool Remove(PlannrConnection connection)
    {
        bool removed = false;
        Change(state =>
        {
            removed = state.Connections.Contains(connection);
            PlannrConnection[] rest = state.Connections.Where(other => other != connection).ToArray();
            return new State(rest, state.Default == connection ? rest.LastOrDefault() : state.Default);
        });
        return removed;
    }

    private static PlannrConnection? Find(State state, string name) =>
        state.Connections.FirstOrDefault(connection => string.Equals(connection.Name, name, StringComparison.OrdinalIgnoreCase));

    private static void Change(Func<State, State> change)
    {
        State before;
        do
        {
            before = _state;
        }
        while (Interlocked.CompareExchange(ref _state, change(before), before) != before);
    }

    private sealed class State(PlannrConnection[] connections, PlannrConnection? @default)
    {
        public PlannrConnection[] Connections { get; } = connections;

        public PlannrConnection? Default { get; } = @default;
    }
}
