namespace Plannr.Sandbox.Data;

/// <summary>A client, employee or external account of the firm.</summary>
internal sealed record Account
{
    public required Guid Uuid { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary><c>client</c>, <c>employee</c> or <c>external</c>.</summary>
    public required string Type { get; init; }

    public required string Role { get; init; }

    public required string Name { get; init; }

    /// <summary>The first name; null for a trust, business or joint account.</summary>
    public string? FirstName { get; init; }

    /// <summary>The last name; null for a trust, business or joint account.</summary>
    public string? LastName { get; init; }

    public string? Email { get; init; }

    /// <summary>The telephone number in international format, such as <c>+447700900123</c>.</summary>
    public string? Phone { get; init; }

    /// <summary>The name of the client status. Requests can filter by it, but account resources do not include it.</summary>
    public string? Status { get; init; }

    public bool IsProspect { get; init; }

    public Guid? Adviser { get; init; }

    public Guid? Administrator { get; init; }

    public Guid? Paraplanner { get; init; }

    public Guid? Introducer { get; init; }

    public string? BusinessUnit { get; init; }

    public IReadOnlyList<string> Groups { get; init; } = [];

    public IReadOnlyList<string> Tags { get; init; } = [];

    public IReadOnlyList<Guid> Owners { get; init; } = [];

    /// <summary>The name of the family that the account belongs to, or null.</summary>
    public string? Circle { get; init; }

    public bool HasJointAccount { get; init; }

    public DateTimeOffset? NextReviewDate { get; init; }

    public DateTimeOffset? PreviousReviewDate { get; init; }

    public DateTimeOffset? InactiveAt { get; init; }

    public DateTimeOffset? LastInteractionAt { get; init; }

    /// <summary>The values of custom fields, keyed by the field's reference.</summary>
    public IReadOnlyDictionary<string, string> CustomFields { get; init; } = new Dictionary<string, string>();

    /// <summary>The client's identifier in a back-office system, or null.</summary>
    public string? ExternalReference { get; init; }

    /// <summary>JSON to return unchanged, or null to create the resource from the other properties.</summary>
    public string? Verbatim { get; init; }
}
