namespace Plannr.Client.Authentication;

/// <summary>The source of a connection's token.</summary>
internal interface ITokenSource : IDisposable
{
    /// <summary>Gets the token to send now.</summary>
    ValueTask<string> GetTokenAsync(IPlannrObserver? observer, CancellationToken cancellationToken);

    /// <summary>Gets a replacement for a token that the server refused; null if there is none.</summary>
    ValueTask<string?> ReplaceAsync(string refused, IPlannrObserver? observer, CancellationToken cancellationToken);

    /// <summary>Gets all secrets, for redaction.</summary>
    IEnumerable<string> RevealSecrets();
}

/// <summary>A token that is never refreshed here: a personal access token, or an OAuth access token that other code refreshes.</summary>
internal sealed class FixedToken(SecureString token) : ITokenSource
{
    private readonly Secret _token = new(token);

    public ValueTask<string> GetTokenAsync(IPlannrObserver? observer, CancellationToken cancellationToken) => new(_token.Reveal());

    public ValueTask<string?> ReplaceAsync(string refused, IPlannrObserver? observer, CancellationToken cancellationToken) => new((string?)null);

    public IEnumerable<string> RevealSecrets() => [_token.Reveal()];

    public void Dispose() => _token.Dispose();
}
