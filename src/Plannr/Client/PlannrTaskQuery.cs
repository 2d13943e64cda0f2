namespace Plannr;

/// <summary>Which tasks to list. Where a filter has several values, one of them has to fit.</summary>
public sealed class PlannrTaskQuery
{
    /// <summary>Parts of names (<c>filter[name]</c>). Empty for all. A comma in one is not sent: the API would take it for two.</summary>
    public IReadOnlyList<string> Names { get; set; } = [];

    /// <summary>The client that the tasks are about (<c>filter[client_uuid]</c>). Null for all.</summary>
    public Guid? ClientUuid { get; set; }

    /// <summary>The kinds of record that the tasks are about (<c>filter[taskable_type]</c>). Empty for all.</summary>
    public IReadOnlyList<string> TaskableTypes { get; set; } = [];

    /// <summary>The records that the tasks are about (<c>filter[taskable_uuid]</c>). Empty for all.</summary>
    public IReadOnlyList<Guid> TaskableUuids { get; set; } = [];

    /// <summary>Priorities (<c>filter[priority]</c>). Empty for all.</summary>
    public IReadOnlyList<string> Priorities { get; set; } = [];

    /// <summary>The accounts that the tasks are assigned to (<c>filter[assigned_to_uuids]</c>). Empty for all.</summary>
    public IReadOnlyList<Guid> AssignedToUuids { get; set; } = [];

    /// <summary>Circles (families and the like) that the tasks are about (<c>filter[circle_uuids]</c>). Empty for all.</summary>
    public IReadOnlyList<Guid> CircleUuids { get; set; } = [];

    /// <summary>Statuses by their UUIDs (<c>filter[status_uuid]</c>). Empty for all.</summary>
    public IReadOnlyList<Guid> StatusUuids { get; set; } = [];

    /// <summary>None due before is of interest (<c>filter[due_after]</c>). The API filters by day, so that up to two days more can come. Null for all.</summary>
    public DateTimeOffset? DueAfter { get; set; }

    /// <summary>As <see cref="DueAfter"/>, for none due later (<c>filter[due_before]</c>).</summary>
    public DateTimeOffset? DueBefore { get; set; }

    /// <summary>Whether the tasks have a time when they are due (<c>filter[has_due_date]</c>). Null for all.</summary>
    public bool? HasDueDate { get; set; }

    /// <summary>Whether the tasks are open (<c>filter[open_tasks]</c>). Null for all.</summary>
    public bool? IsOpen { get; set; }

    /// <summary>Whether the tasks are completed (<c>filter[completed_status]</c>). Null for all.</summary>
    public bool? IsCompleted { get; set; }

    /// <summary>Whether the tasks are archived (<c>filter[archived_status]</c>). Null for all.</summary>
    public bool? IsArchived { get; set; }

    /// <summary>Whether the tasks are not started (<c>filter[not_started_status]</c>). Null for all.</summary>
    public bool? IsNotStarted { get; set; }

    /// <summary>What of subtasks comes (<c>filter[subtask_visibility]</c>): <c>include</c>, <c>exclude</c> or <c>only</c>. Null for what the API does by itself.</summary>
    public string? SubtaskVisibility { get; set; }

    /// <summary>The related objects to ask for (<c>include</c>). Empty for none.</summary>
    public IReadOnlyList<string> Include { get; set; } = [];

    /// <summary>The field to order by, with a minus before it for the other way round. Null for the API's own order.</summary>
    public string? Sort { get; set; }

    /// <summary>How many items to ask for on a page; null for as many as the API gives.</summary>
    public int? PageSize { get; set; }
}
