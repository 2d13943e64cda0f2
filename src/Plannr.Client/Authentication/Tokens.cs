namespace Plannr.Client.Authentication;

/// <summary>Provides a connection's token.</summary>
internal interface ITokenSource : IDisposable
{
    Task<string> GetTokenAsync(IPlannrObserver? observer, CancellationToken cancellationToken);

    /// <summary>Gets a replacement for a rejected token, or null if there is none.</summary>
    Task<string?> ReplaceAsync(string refused, IPlannrObserver? observer, CancellationToken cancellationToken);

    /// <summary>Returns all secrets, for redaction.</summary>
    IEnumerable<string> RevealSecrets();
}

/// <summary>A token that this module does not refresh: a personal access token, or an OAuth access token that other code refreshes.</summary>
internal sealed class FixedToken(SecureString token) : ITokenSource
{
    private readonly Secret _token = new(token);

    public Task<string> GetTokenAsync(IPlannrObserver? observer, CancellationToken cancellationToken) => Task.FromResult(_token.Reveal());

    public Task<string?> ReplaceAsync(string refused, IPlannrObserver? observer, CancellationToken cancellationToken) => Task.FromResult<string?>(null);

    public IEnumerable<string> RevealSecrets() => [_token.Reveal()];

    public void Dispose() => _token.Dispose();
}

/// <summary>Adds the token to each attempt, and retries once with a new token if the server rejects it. Waiting for a refresh counts toward neither the rate limit nor the timeout.</summary>
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

    /// <summary>Waits for a token. If that fails, marks the exception to show that the server has not performed the request that needed the token.</summary>
    private static Task<T> GetAsync<T>(Task<T> token) => token.Status == TaskStatus.RanToCompletion ? token : MarkAsync(token);

    private static async Task<T> MarkAsync<T>(Task<T> token)
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
            // The request can end up in an exception or a log, which must not contain the token.
            request.Headers.Authorization = null;
        }
    }
}

/// <summary>A secret that is kept in a <see cref="SecureString"/>, which is encrypted in memory only on Windows.</summary>
internal sealed class Secret : IDisposable
{
    private readonly SecureString _value;

    public Secret(SecureString value)
    {
        _value = value.Copy();
        _value.MakeReadOnly();
    }

    public static SecureString Protect(string text)
    {
        SecureString secret = new NetworkCredential(string.Empty, text).SecurePassword;
        secret.MakeReadOnly();
        return secret;
    }

    public string Reveal()
    {
        IntPtr pointer = Marshal.SecureStringToGlobalAllocUnicode(_value);
        try
        {
            return Marshal.PtrToStringUni(pointer, _value.Length) ?? string.Empty;
        }
        finally
        {
            Marshal.ZeroFreeGlobalAllocUnicode(pointer);
        }
    }

    public void Dispose() => _value.Dispose();
}

/// <summary>Validates a token before it is sent. The usual fault is other text that was copied with the token. Error messages never contain the token.</summary>
internal static class SecretCheck
{
    /// <summary>The maximum length of a <see cref="SecureString"/>.</summary>
    private const int LongestToken = 65_536;

    /// <summary>Returns whether text from the server can be stored and sent as a token.</summary>
    public static bool IsToken(string text) => text.Length is > 0 and <= LongestToken && text.All(IsTokenCharacter);

    public static void Check(SecureString? secret, string name)
    {
        if (secret is null)
        {
            return;
        }

        using var copy = new Secret(secret);
        string text = copy.Reveal();
        if (text.Length == 0)
        {
            throw new PlannrInvalidConnectionException($"The {name} is empty.", "Specify the token. If you used a variable, a file or a secret, check that it is not empty.");
        }

        if (text.Any(char.IsWhiteSpace))
        {
            throw new PlannrInvalidConnectionException(
                $"The {name} contains a space, a tab or a line break.", "Other text may have been copied with it. Specify only the token, on one line.");
        }

        if (!text.All(IsTokenCharacter))
        {
            throw new PlannrInvalidConnectionException(
                $"The {name} contains a character that is not allowed in a token.", "The token may have been copied from formatted text, or read from a file with the wrong encoding. Copy it again.");
        }
    }

    private static bool IsTokenCharacter(char character) => character is >= '!' and <= '~';
}
