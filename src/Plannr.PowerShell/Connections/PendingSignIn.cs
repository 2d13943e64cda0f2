namespace Plannr.PowerShell.Connections;

/// <summary>A sign-in in progress, kept only in memory. It includes the settings of the command that started it, so that the tokens can't be used for another server or client.</summary>
internal sealed class PendingSignIn(IPlannrAuthorization authorization, PlannrClientOptions options, PlannrOAuthOptions client, string name, bool skipAccountResolution)
{
    /// <summary>The maximum number of pending sign-ins. Older ones are discarded.</summary>
    private const int Most = 8;

    private static readonly List<PendingSignIn> Pending = [];

    private readonly WeakReference<Runspace?> _owner = new(Runspace.DefaultRunspace);

    public IPlannrAuthorization Authorization => authorization;

    public PlannrClientOptions Options => options;

    public string ClientId => client.ClientId;

    public string Name => name;

    public bool SkipAccountResolution => skipAccountResolution;

    /// <summary>Finds the sign-in that a response belongs to.</summary>
    public static PendingSignIn? Find(string response)
    {
        lock (Pending)
        {
            return Pending.Find(signIn => response.IndexOf("state=" + Uri.EscapeDataString(signIn.Authorization.State), StringComparison.Ordinal) >= 0);
        }
    }

    /// <summary>Discards the sign-ins that the current runspace started.</summary>
    public static void RemoveOwn() => Remove(pending => pending.FindAll(signIn => signIn._owner.TryGetTarget(out Runspace? owner) && owner == Runspace.DefaultRunspace));

    public void Add() => Remove(pending =>
    {
        pending.Add(this);
        return pending.GetRange(0, Math.Max(0, pending.Count - Most));
    });

    /// <summary>Discards the sign-in and its secrets.</summary>
    public void Remove() => Remove(_ => [this]);

    /// <summary>Returns the options of the connection, including the tokens.</summary>
    public PlannrClientOptions Complete(PlannrOAuthTokens tokens)
    {
        options.AccessToken = tokens.AccessToken;
        options.IsOAuth = true;
        options.OAuth = tokens.RefreshToken is null ? null : client;
        client.RefreshToken = tokens.RefreshToken;
        client.AccessTokenExpiresAt = tokens.ExpiresAt;
        return options;
    }

    private static void Remove(Func<List<PendingSignIn>, List<PendingSignIn>> choose)
    {
        lock (Pending)
        {
            foreach (PendingSignIn signIn in choose(Pending))
            {
                Pending.Remove(signIn);
                signIn.Authorization.Dispose();
            }
        }
    }
}
