namespace Plannr.Sandbox;

/// <summary>The places where an answer of <c>GET /api/v1/logins</c> may carry <c>preferred_account_uuid</c>; the API's documentation leaves it open.</summary>
public enum PreferredAccountPlacement
{
    /// <summary>Beside <c>data</c>.</summary>
    TopLevel,

    /// <summary>In every login of <c>data</c>.</summary>
    PerLogin,

    /// <summary>Nowhere, as for integrations older than November 2024.</summary>
    Omitted,
}
