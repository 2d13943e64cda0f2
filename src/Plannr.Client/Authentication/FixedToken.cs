namespace Plannr.Client.Authentication;

/// <summary>A token that stays as it is: a personal access token, or an OAuth access token that somebody else refreshes.</summary>
internal sealed class FixedToken(SecureString token) : ITokenSource
{
    private readonly Secret _token = new(token);

    public ValueTask<string> GetTokenAsync(IPlannrObserver? observer, CancellationToken cancellationToken) => new(_token.Reveal());

    public ValueTask<string?> ReplaceAsync(string refused, IPlannrObserver? observer, CancellationToken cancellationToken) => new((string?)null);

    public IEnumerable<string> RevealSecrets() => [_token.Reveal()];

    public void Dispose() => _token.Dispose();
}
