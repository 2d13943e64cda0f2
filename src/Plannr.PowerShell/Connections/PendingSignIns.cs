namespace Plannr.PowerShell.Connections;

/// <summary>
/// Sign-ins that were begun and whose answer has not come yet, or has not reached Plannr. What belongs to them, above all the proof key, is in memory alone,
/// so the answer has to be given to the same process.
/// </summary>
internal static class PendingSignIns
{
    /// <summary>Enough for somebody who starts over; what is older is forgotten.</summary>
    private const int Most = 8;

    private static readonly List<PendingSignIn> Pending = [];

    public static void Add(PendingSignIn signIn)
    {
        PendingSignIn? forgotten = null;
        lock (Pending)
        {
            Pending.Add(signIn);
            if (Pending.Count > Most)
            {
                forgotten = Pending[0];
                Pending.RemoveAt(0);
            }
        }

        forgotten?.Dispose();
    }

    /// <summary>The sign-in that an answer belongs to. Null where there is none.</summary>
    public static PendingSignIn? Find(string response)
    {
        lock (Pending)
        {
            return Pending.FirstOrDefault(
                signIn => response.IndexOf("state=" + Uri.EscapeDataString(signIn.Authorization.State), StringComparison.Ordinal) >= 0);
        }
    }

    /// <summary>Forgets a sign-in, and the secrets in it.</summary>
    public static void Remove(PendingSignIn signIn)
    {
        lock (Pending)
        {
            Pending.Remove(signIn);
        }

        signIn.Dispose();
    }

    /// <summary>Forgets the sign-ins that the present runspace began.</summary>
    public static void RemoveOwn()
    {
        PendingSignIn[] own;
        lock (Pending)
        {
            own = [.. Pending.Where(signIn => signIn.IsOwn)];
        }

        foreach (PendingSignIn signIn in own)
        {
            Remove(signIn);
        }
    }
}

/// <summary>
/// A sign-in under way, with all that the command that began it has said. The command that completes it need not repeat that, and must not be able to
/// send the tokens to another server or for another client.
/// </summary>
internal sealed class PendingSignIn(IPlannrAuthorization authorization, PlannrClientOptions options, PlannrOAuthOptions client, string name, bool skipAccountResolution) : IDisposable
{
    private readonly WeakReference<Runspace?> _owner = new(Runspace.DefaultRunspace);

    /// <summary>Whether the present runspace began it.</summary>
    public bool IsOwn => _owner.TryGetTarget(out Runspace? owner) && owner == Runspace.DefaultRunspace;

    public IPlannrAuthorization Authorization => authorization;

    public PlannrClientOptions Options => options;

    public string ClientId => client.ClientId;

    /// <summary>The name that the connection gets.</summary>
    public string Name => name;

    public bool SkipAccountResolution => skipAccountResolution;

    /// <summary>How the connection gets new access tokens; null where there is no refresh token.</summary>
    public PlannrOAuthOptions? OAuth(PlannrOAuthTokens tokens) => tokens.RefreshToken is null ? null : new PlannrOAuthOptions
    {
        ClientId = client.ClientId,
        ClientSecret = client.ClientSecret,
        RefreshToken = tokens.RefreshToken,
        AccessTokenExpiresAt = tokens.ExpiresAt,
    };

    public void Dispose() => authorization.Dispose();
}
