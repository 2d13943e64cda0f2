using System.Linq;

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

    /// <summary>The connection's name.</summary>
    /// <returns>The name.</returns>
    public override string ToString() => _connection?.Name ?? _name ?? string.Empty;

    /// <summary>Finds the connection: the one referred to, or the default one where nothing is.</summary>
    internal static PlannrConnection Resolve(ConnectionReference? reference)
    {
        PlannrConnection? connection = reference is null
            ? ConnectionRegistry.Default
            : reference._connection ?? ConnectionRegistry.Find(reference._name ?? string.Empty);
        if (connection is null)
        {
            throw reference is null ? NotConnected() : Unknown(reference._name);
        }

        // A connection that was closed can still be in a variable.
        return IsOpen(connection) ? connection : throw Closed(connection);
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

    private static PlannrNotConnectedException NotConnected() => new(
        "There is no connection to Plannr.",
        "Connect first: Connect-Plannr -AccessToken (Read-Host 'Access token' -AsSecureString), or Connect-Plannr -Demo to try the module without a token.");

    internal static PlannrNotConnectedException Unknown(string? name)
    {
        string known = string.Join(", ", ConnectionRegistry.Found.Select(connection => $"'{connection.Name}'"));
        return new PlannrNotConnectedException(
            $"There is no connection named '{name}'.",
            known.Length == 0 ? "Connect first with Connect-Plannr -Name." : $"Use one of {known}, or connect with Connect-Plannr -Name '{name}'.");
    }
}
