namespace Plannr.Sandbox;

/// <summary>How a <see cref="SandboxHandler"/> behaves. Read once, when the handler is constructed.</summary>
public sealed record SandboxOptions
{
    /// <summary>The only bearer token to accept, or null to accept any that is neither empty nor one of the rejected ones of <see cref="SandboxData"/>.</summary>
    public string? AccessToken { get; init; }

    /// <summary>Items on a page of a list when the request has no <c>per_page</c>.</summary>
    public int DefaultPerPage { get; init; } = 15;

    /// <summary>The most items on a page; a larger <c>per_page</c> is answered with this many.</summary>
    public int MaxPerPage { get; init; } = 500;

    /// <summary>Requests a minute and token, or null for no limit (then the rate limit headers are absent).</summary>
    public int? RateLimit { get; init; } = 500;

    /// <summary>Whether answers tell of the limit by <c>X-RateLimit-Remaining</c> alone, the only header that the API documents; else as Laravel does.</summary>
    public bool TellsRemainingOnly { get; init; }

    /// <summary>
    /// How many finished executions exist beside the demo's own. They are made from their number whenever one is read and
    /// never stored, so 100,000 cost no memory. One was created every 15 seconds, the newest two hours before the handler.
    /// </summary>
    public int AdditionalExecutions { get; init; }

    /// <summary>The bytes of the document <see cref="SandboxData.DocumentUuid"/>. They are made while they are read, so a length of gigabytes costs no memory.</summary>
    public long DocumentLength { get; init; } = 100_000;

    /// <summary>Where <c>GET /api/v1/logins</c> places <c>preferred_account_uuid</c>.</summary>
    public PreferredAccountPlacement PreferredAccount { get; init; } = PreferredAccountPlacement.TopLevel;

    /// <summary>
    /// The accounts that the user has logins for, in the order listed, or null for the owner's employee account and the client account.
    /// An account that the sandbox does not hold is left out.
    /// </summary>
    public IReadOnlyList<Guid>? LoginAccounts { get; init; }

    /// <summary>How long an access token from <c>POST /oauth/token</c> is good. One hour by default.</summary>
    public TimeSpan AccessTokenLifetime { get; init; } = TimeSpan.FromHours(1);

    /// <summary>What becomes of a refresh token that was used.</summary>
    public RefreshTokenHandling RefreshTokens { get; init; } = RefreshTokenHandling.Rotated;

    /// <summary>How <c>expires_in</c> is written.</summary>
    public ExpiryForm ExpiresIn { get; init; } = ExpiryForm.Number;

    /// <summary>Whether the person at <c>GET /oauth/authorize</c> says no.</summary>
    public bool DeniesConsent { get; init; }
}
