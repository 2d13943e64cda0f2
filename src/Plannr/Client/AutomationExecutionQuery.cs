namespace Plannr;

/// <summary>Which executions to list.</summary>
public sealed class AutomationExecutionQuery
{
    /// <summary>The clients that the executions ran for (<c>filter[client_uuids]</c>). Empty for all.</summary>
    public IReadOnlyList<Guid> ClientUuids { get; set; } = [];

    /// <summary>The accounts that the executions ran for (<c>filter[account_uuids]</c>). Empty for all.</summary>
    public IReadOnlyList<Guid> AccountUuids { get; set; } = [];

    /// <summary>The blueprint that ran; its own endpoint lists them, which knows no other filter. Null for all.</summary>
    public Guid? BlueprintUuid { get; set; }

    /// <summary>Whether to ask for the accounts (<c>include=account</c>).</summary>
    public bool IncludeAccount { get; set; }

    /// <summary>Whether the oldest come first; else the newest do.</summary>
    public bool OldestFirst { get; set; }

    /// <summary>How many items to ask for on a page; null for as many as the API gives.</summary>
    public int? PageSize { get; set; }

    /// <summary>
    /// No older execution is of interest: reading ends as soon as the order of what came proves that only older ones are left. It does not
    /// filter. Null for no such moment.
    /// </summary>
    public DateTimeOffset? NoneBefore { get; set; }

    /// <summary>As <see cref="NoneBefore"/>, for no newer one.</summary>
    public DateTimeOffset? NoneAfter { get; set; }
}
