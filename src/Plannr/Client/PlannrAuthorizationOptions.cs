namespace Plannr;

/// <summary>How a person signs in with a browser (OAuth 2.0 authorization code with PKCE).</summary>
public sealed class PlannrAuthorizationOptions
{
    /// <summary>
    /// Where Plannr sends the browser afterwards unless another address is given. It has to be among the addresses that were registered
    /// with Plannr for the client.
    /// </summary>
    public static Uri DefaultRedirectUri { get; } = new("http://127.0.0.1:8970/callback");

    /// <summary>The client's identifier, as Plannr gave it.</summary>
    public string ClientId { get; set; } = string.Empty;

    /// <summary>The client's secret; null for a client without one.</summary>
    public SecureString? ClientSecret { get; set; }

    /// <summary>Where Plannr sends the browser afterwards. Port 0 of a loopback address takes a free port.</summary>
    public Uri RedirectUri { get; set; } = DefaultRedirectUri;

    /// <summary>What is asked for. <c>*</c> by default: no other name is known.</summary>
    public IReadOnlyList<string> Scopes { get; set; } = ["*"];

    /// <summary>Whether to listen at <see cref="RedirectUri"/> for the browser. Possible for loopback addresses alone.</summary>
    public bool Listens { get; set; }
}
