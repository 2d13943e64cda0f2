using System.Collections.Concurrent;

namespace Plannr.PowerShell.Connections;

/// <summary>The secrets of vaults that refresh tokens came from, one for all that use it, and which connection's came from which.</summary>
internal static class VaultSecrets
{
    /// <summary>How long the end of the process is delayed at most, until tokens that are under way are stored.</summary>
    private static readonly TimeSpan LongestExit = TimeSpan.FromSeconds(15);

    private static readonly ConcurrentDictionary<(string Name, string? Vault), VaultSecret> Known = new();
    private static readonly ConditionalWeakTable<PlannrConnection, VaultSecret> Secrets = new();

    static VaultSecrets() => ClientFactory.Current.Files.OnExit(Settle);

    public static VaultSecret Get(string name, string? vault) => Known.GetOrAdd((name, vault), key => new VaultSecret(key.Name, key.Vault));

    public static void Add(PlannrConnection connection, VaultSecret secret) => Secrets.Add(connection, secret);

    /// <summary>The secret that the connection's refresh token came from; null for none.</summary>
    public static VaultSecret? UsedBy(PlannrConnection? connection) =>
        connection is not null && Secrets.TryGetValue(connection, out VaultSecret? secret) ? secret : null;

    /// <summary>Forgets what a secret holds, unless somebody uses it or its vault is owed it.</summary>
    public static void Forget(VaultSecret? secret)
    {
        if (secret is not null && !IsInUse(secret))
        {
            secret.Forget();
        }
    }

    /// <summary>
    /// Writes back what has changed: the connection's own, and what connections left that are no longer open, since nobody else would. Those of
    /// other open connections are theirs: they may be of another runspace, with another vault.
    /// </summary>
    public static void WriteBack(PlannrConnection? connection, PSCmdlet cmdlet)
    {
        UsedBy(connection)?.WriteBack(cmdlet);
        foreach (VaultSecret left in Known.Values.Where(secret => secret.IsOwed && !IsInUse(secret)))
        {
            left.WriteBack(cmdlet);
            Forget(left);
        }
    }

    private static void Settle() => ((IAsyncResult)Task.WhenAll(Known.Values.Select(secret => secret.SettleAsync()))).AsyncWaitHandle.WaitOne(LongestExit);

    private static bool IsInUse(VaultSecret secret) => ConnectionRegistry.InUse.Any(connection => UsedBy(connection) == secret);
}
