namespace Plannr.PowerShell.SignIn;

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
