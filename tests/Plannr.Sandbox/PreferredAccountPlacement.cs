namespace Plannr.Sandbox;

/// <summary>The possible places of <c>preferred_account_uuid</c> in a response of <c>GET /api/v1/logins</c>, which the API's documentation does not specify.</summary>
public enum PreferredAccountPlacement
{
    /// <summary>Next to <c>data</c>.</summary>
    TopLevel,

    /// <summary>In every login in <c>data</c>.</summary>
    PerLogin,

    /// <summary>Missing, as for integrations older than November 2024.</summary>
    Omitted,
}
