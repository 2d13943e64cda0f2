namespace Plannr.Client.Authentication;

/// <summary>An OAuth access token that is refreshed once for all waiting requests. A refresh that has been sent is never cancelled: its response is the only source of the new refresh token.</summary>
internal sealed class RefreshingToken : ITokenSource
{
    /// <summary>The number of recent secrets to redact. Previous tokens are included, because a late response can still contain one.</summary>
    private const int MostSecrets = 8;

    /// <summary>How long before its expiry a token is refreshed, so that it does not expire during a request.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(60);

    private readonly object _lock = new();
    private readonly CancellationTokenSource _closing = new();
    private readonly List<Secret> _secrets = [];
    private readonly OAuthClient _client;
    private readonly TimeProvider _time;
    private readonly Func<SecureString, Func<SecureString, Task<SecureString?>>, Task> _runRefresh;
    private Secret? _accessToken;
    private Secret _refreshToken;
    private DateTimeOffset? _expiry;
    private TimeSpan _margin = Margin;
    private Task<string>? _refresh;

    public RefreshingToken(PlannrClientOptions options, TimeProvider time)
    {
        PlannrOAuthOptions oauth = options.OAuth!;
        _time = time;
        _refreshToken = Remember(oauth.RefreshToken!);
        _accessToken = options.AccessToken is null ? null : Remember(options.AccessToken);
        _expiry = oauth.AccessTokenExpiresAt;
        _runRefresh = oauth.RunRefresh ?? ((token, send) => send(token));
        _client = new OAuthClient(options, oauth.ClientId, oauth.ClientSecret, RevealTokens, time);
    }

    public async Task<string> GetTokenAsync(IPlannrObserver? observer, CancellationToken cancellationToken)
    {
        Task<string> refresh;
        string? current;
        bool hasEnded;
        lock (_lock)
        {
            current = _accessToken?.Reveal();
            DateTimeOffset now = _time.GetUtcNow();
            if (current is not null && !(now >= _expiry - _margin))
            {
                return current;
            }

            hasEnded = current is null || now >= _expiry;
            refresh = Refresh(observer);
        }

        try
        {
            return await WaitForAsync(refresh, cancellationToken).ConfigureAwait(false);
        }
        catch (PlannrRequestException exception) when (!hasEnded && exception is not PlannrUnauthorizedException)
        {
            // The current token is still valid for a short time, and the next request tries to refresh it again.
            return current!;
        }
    }

    public async Task<string?> ReplaceAsync(string refused, IPlannrObserver? observer, CancellationToken cancellationToken)
    {
        Task<string> refresh;
        lock (_lock)
        {
            if (_accessToken?.Reveal() is { } current && current != refused)
            {
                return current;
            }

            refresh = Refresh(observer);
        }

        return await WaitForAsync(refresh, cancellationToken).ConfigureAwait(false);
    }

    public IEnumerable<string> RevealSecrets() => RevealTokens().Concat(_client.RevealSecrets());

    public void Dispose()
    {
        _closing.Cancel();
        Task refresh;
        lock (_lock)
        {
            refresh = _refresh ?? Task.CompletedTask;
        }

        refresh.ContinueWith(_ => Release(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    private void Release()
    {
        lock (_lock)
        {
            _client.Dispose();
            _secrets.ForEach(secret => secret.Dispose());
            _secrets.Clear();
        }
    }

    /// <summary>Waits for a refresh. Closing the connection cancels the wait.</summary>
    private async Task<string> WaitForAsync(Task<string> refresh, CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _closing.Token);
        return await refresh.WaitAsync(Timeout.InfiniteTimeSpan, TimeProvider.System, ending.Token).ConfigureAwait(false);
    }

    private List<string> RevealTokens()
    {
        lock (_lock)
        {
            return _secrets.ConvertAll(secret => secret.Reveal());
        }
    }

    private Task<string> Refresh(IPlannrObserver? observer)
    {
        if (_closing.IsCancellationRequested)
        {
            throw new ObjectDisposedException(nameof(RefreshingToken));
        }

        if (_refresh is null or { IsCompleted: true })
        {
            SecureString original = Secret.Protect(_refreshToken.Reveal());
            _refresh = Task.Run(() => RefreshAsync(original, observer));
        }

        return _refresh;
    }

    private async Task<string> RefreshAsync(SecureString original, IPlannrObserver? observer)
    {
        string? accessToken = null;
        await _runRefresh(original, SendAsync).ConfigureAwait(false);
        return accessToken ?? throw new InvalidOperationException("The refresh request was not sent.");

        async Task<SecureString?> SendAsync(SecureString token)
        {
            string refreshToken;
            lock (_lock)
            {
                _closing.Token.ThrowIfCancellationRequested();
                _refreshToken = token == original ? _refreshToken : Remember(token);
                refreshToken = _refreshToken.Reveal();
            }

            TokenResponse response = await _client.RefreshAsync(refreshToken, observer, CancellationToken.None).ConfigureAwait(false);
            SecureString? rotated = response.RefreshToken is { } given && given != refreshToken ? Secret.Protect(given) : null;
            lock (_lock)
            {
                _accessToken = Remember(Secret.Protect(response.AccessToken));
                _expiry = _time.GetUtcNow() + response.Lifetime;
                _margin = response.Lifetime is { } lifetime && lifetime < Margin + Margin ? TimeSpan.FromTicks(lifetime.Ticks / 2) : Margin;
                _refreshToken = rotated is null ? _refreshToken : Remember(rotated);
            }

            accessToken = response.AccessToken;
            return rotated;
        }
    }

    private Secret Remember(SecureString value)
    {
        var secret = new Secret(value);
        _secrets.Add(secret);
        if (_secrets.Count > MostSecrets && _secrets.Find(old => old != _accessToken && old != _refreshToken && old != secret) is { } oldest)
        {
            _secrets.Remove(oldest);
            oldest.Dispose();
        }

        return secret;
    }
}
