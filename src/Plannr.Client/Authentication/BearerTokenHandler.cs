namespace Plannr.Client.Authentication;

/// <summary>The source of a connection's token.</summary>
internal interface ITokenSource : IDisposable
{
    /// <summary>Gets the token to send now.</summary>
    Task<string> GetTokenAsync(IPlannrObserver? observer, CancellationToken cancellationToken);

    /// <summary>Gets a replacement for a token that the server refused; null if there is none.</summary>
    Task<string?> ReplaceAsync(string refused, IPlannrObserver? observer, CancellationToken cancellationToken);

    /// <summary>Gets all secrets, for redaction.</summary>
    IEnumerable<string> RevealSecrets();
}

/// <summary>A token that is never refreshed here: a personal access token, or an OAuth access token that other code refreshes.</summary>
internal sealed class FixedToken(SecureString token) : ITokenSource
{
    private readonly Secret _token = new(token);

    public Task<string> GetTokenAsync(IPlannrObserver? observer, CancellationToken cancellationToken) => Task.FromResult(_token.Reveal());

    public Task<string?> ReplaceAsync(string refused, IPlannrObserver? observer, CancellationToken cancellationToken) => Task.FromResult<string?>(null);

    public IEnumerable<string> RevealSecrets() => [_token.Reveal()];

    public void Dispose() => _token.Dispose();
}

/// <summary>
/// Adds the token to each attempt, and makes one more attempt with another token if the server refuses the first. A refresh happens here, before the
/// attempt counts against the rate limit or its timeout starts.
/// </summary>
internal sealed class BearerTokenHandler(ITokenSource tokens) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        IPlannrObserver? observer = RequestScope.Get(request).Observer;
        string token = await GetAsync(tokens.GetTokenAsync(observer, cancellationToken)).ConfigureAwait(false);
        HttpResponseMessage response = await SendAsync(request, token, cancellationToken).ConfigureAwait(false);
        if (response.StatusCode != HttpStatusCode.Unauthorized
            || await GetAsync(tokens.ReplaceAsync(token, observer, cancellationToken)).ConfigureAwait(false) is not { } replacement)
        {
            return response;
        }

        response.Dispose();
        return await SendAsync(request, replacement, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Waits for a token. If that fails, the server has not acted on the request itself.</summary>
    private static async Task<T> GetAsync<T>(Task<T> token)
    {
        try
        {
            return await token.ConfigureAwait(false);
        }
        catch (PlannrRequestException exception)
        {
            exception.IsTokenFailure = true;
            throw;
        }
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, string token, CancellationToken cancellationToken)
    {
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        try
        {
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            // The request can end up in an exception or a log: it must not carry the token there.
            request.Headers.Authorization = null;
        }
    }
}
