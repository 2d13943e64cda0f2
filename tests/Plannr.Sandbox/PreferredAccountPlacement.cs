namespace Plannr.Sandbox;

/// <summary>Where responses to <c>GET /api/v1/logins</c> contain <c>preferred_account_uuid</c>. The API's documentation does not specify the place.</summary>
public enum PreferredAccountPlacement
{
    /// <summary>Next to <c>data</c>.</summary>
    TopLevel,

    /// <summary>In every login in <c>data</c>.</summary>
    PerLogin,

    /// <summary>Missing, as it can be for integrations built before 30 November 2024.</summary>
    Omitted,
}
