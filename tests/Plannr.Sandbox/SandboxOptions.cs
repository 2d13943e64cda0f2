namespace Plannr.Sandbox;

/// <summary>The options for a <see cref="SandboxHandler"/>. They are read once, by its constructor.</summary>
public sealed record SandboxOptions
{
    /// <summary>
    /// The only bearer token that is accepted in addition to those from <c>POST /oauth/token</c>, or null to accept any token except the rejected ones in
    /// <see cref="SandboxData"/>.
    /// </summary>
    public string? AccessToken { get; init; }

    /// <summary>The number of items on a page if the request has no <c>per_page</c>.</summary>
    public int DefaultPerPage { get; init; } = 15;

    /// <summary>The maximum number of items on a page. A larger <c>per_page</c> is reduced to this number.</summary>
    public int MaxPerPage { get; init; } = 500;

    /// <summary>The maximum number of requests per minute for each token, or null for no limit and no rate limit headers.</summary>
    public int? RateLimit { get; init; } = 500;

    /// <summary>Whether responses omit all of Laravel's rate limit headers except <c>X-RateLimit-Remaining</c>, the only one in the API's documentation.</summary>
    public bool SendsRemainingOnly { get; init; }

    /// <summary>
    /// The number of finished executions in addition to the demo's own. They are generated when they are read and never stored, so even 100,000 use no memory.
    /// One was created every 15 seconds, and the newest was created two hours before the handler.
    /// </summary>
    public int AdditionalExecutions { get; init; }

    /// <summary>The length of the document <see cref="SandboxData.DocumentUuid"/> in bytes. The bytes are generated while they are read, so even gigabytes use no memory.</summary>
    public long DocumentLength { get; init; } = 100_000;

    /// <summary>Where responses to <c>GET /api/v1/logins</c> contain <c>preferred_account_uuid</c>.</summary>
    public PreferredAccountPlacement PreferredAccount { get; init; } = PreferredAccountPlacement.TopLevel;

    /// <summary>
    /// The accounts of the user's logins, in the order of the response, or null for the user's employee account and, if the user is the owner,
    /// <see cref="SandboxData.OwnClientAccountUuid"/>. Accounts that do not exist in the sandbox are omitted.
    /// </summary>
    public IReadOnlyList<Guid>? LoginAccounts { get; init; }

    /// <summary>The lifetime of an access token from <c>POST /oauth/token</c>. One hour by default.</summary>
    public TimeSpan AccessTokenLifetime { get; init; } = TimeSpan.FromHours(1);

    /// <summary>What happens to a used refresh token.</summary>
    public RefreshTokenHandling RefreshTokens { get; init; } = RefreshTokenHandling.Rotated;

    /// <summary>The format of <c>expires_in</c>.</summary>
    public ExpiryForm ExpiresIn { get; init; } = ExpiryForm.Number;

    /// <summary>Whether the user denies consent at <c>GET /oauth/authorize</c>.</summary>
    public bool DeniesConsent { get; init; }
}
