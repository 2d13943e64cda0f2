namespace Plannr;

/// <summary>The definition of a custom field. Returned by <c>GET /api/v1/custom-field</c>. Any property can be null unless stated otherwise.</summary>
public sealed class CustomField : PlannrResource, IIdentified, INamed
{
    /// <summary>The field's UUID.</summary>
    public Guid? Uuid { get; internal set; }

    /// <summary>The display name.</summary>
    public string? Name { get; internal set; }

    /// <summary>The key that requests use to set the field or filter by it, such as <c>favourite_pet</c>.</summary>
    public string? Reference { get; internal set; }

    /// <summary>The type: <c>string</c>, <c>number</c>, <c>selection</c>, <c>boolean</c>, <c>datetime</c> or <c>longtext</c>. Other values are possible.</summary>
    public string? Type { get; internal set; }

    /// <summary>The type of the records that have the field: <c>client</c>, <c>board_task</c>, <c>case</c>, <c>plan</c> or <c>task</c>. Other values are possible.</summary>
    public string? ModelType { get; internal set; }

    /// <summary>Whether a value is required.</summary>
    public bool? IsRequired { get; internal set; }

    /// <summary>Whether clients can see the field.</summary>
    public bool? IsVisibleToClients { get; internal set; }

    /// <summary>The help text.</summary>
    public string? HelpText { get; internal set; }

    /// <summary>The choices for a field of type <c>selection</c>. Can be empty, but never null.</summary>
    public ResourceList<string> SelectionOptions { get; internal set; } = ResourceList<string>.None;

    /// <summary>The conditions under which the field applies, as sent by the API.</summary>
    public object? Conditions { get; internal set; }

    /// <summary>The position among the fields.</summary>
    public int? Position { get; internal set; }

    /// <summary>The firm. Null if the API does not return it.</summary>
    public Firm? Firm { get; internal set; }

    /// <summary>The time when the field was created, with the offset returned by the API.</summary>
    public DateTimeOffset? CreatedAt { get; internal set; }

    /// <summary>The time when the field last changed, with the offset returned by the API.</summary>
    public DateTimeOffset? UpdatedAt { get; internal set; }
}
