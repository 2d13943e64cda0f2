namespace Plannr.Client.Authentication;

/// <summary>Where the token of a connection comes from.</summary>
internal interface ITokenSource : IDisposable
{
    /// <summary>The token to send now.</summary>
    ValueTask<string> GetTokenAsync(IPlannrObserver? observer, CancellationToken cancellationToken);

    /// <summary>Gets another token in the place of one that the server refused. Null where there is no other.</summary>
    ValueTask<string?> ReplaceAsync(string refused, IPlannrObserver? observer, CancellationToken cancellationToken);

    /// <summary>All that must never be seen, so that it can be taken out of texts.</summary>
    IEnumerable<string> RevealSecrets();
}
