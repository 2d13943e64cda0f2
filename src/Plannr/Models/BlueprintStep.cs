namespace Plannr;

/// <summary>One step of an <see cref="AutomationBlueprint"/>. The steps form a tree: see <see cref="Children"/> and <see cref="GetParent"/>. Any property can be null unless stated otherwise.</summary>
public sealed class BlueprintStep : PlannrResource, IIdentified
{
    private readonly List<BlueprintStep> _children = [];
    private BlueprintStep? _parent;
    private ResourceMap<BlueprintParameter>? _parameters;

    /// <summary>The UUID of the blueprint that the step belongs to.</summary>
    [NotFromApi]
    public Guid? BlueprintUuid { get; internal set; }

    /// <summary>The name of the blueprint that the step belongs to. Null for a step that a create or update request returned, because that response does not contain the name.</summary>
    [NotFromApi]
    public string? BlueprintName { get; internal set; }

    /// <summary>The step's UUID.</summary>
    public Guid? Uuid { get; internal set; }

    /// <summary>The step's name.</summary>
    public string? Name { get; internal set; }

    /// <summary>The type of the action or condition, such as <c>mail.send</c>.</summary>
    public string? Type { get; internal set; }

    /// <summary>The branch of the parent condition: true if the step runs when the condition is met, false if it runs when the condition is not met. Null if the parent is not a condition.</summary>
    public bool? ConditionState { get; internal set; }

    /// <summary><see cref="ConditionState"/> as text: <c>yes</c>, <c>no</c> or null.</summary>
    public string? Branch => ConditionState switch
    {
        true => "yes",
        false => "no",
        _ => null,
    };

    /// <summary>The number of ancestors: 0 for a root, and for a step that was not read with its blueprint.</summary>
    [NotFromApi]
    public int Depth { get; internal set; }

    /// <summary>The parameters of the step, keyed by name and read from <see cref="Configuration"/>. Can be empty, but never null.</summary>
    public ResourceMap<BlueprintParameter> Parameters => _parameters ??= BlueprintParameter.ReadAll(Configuration);

    /// <summary>The configuration as sent by the API, usually a dictionary with <c>params</c>.</summary>
    public object? Configuration { get; internal set; }

    /// <summary>The UUID of the parent, as sent by the API. Null if the step has no parent.</summary>
    public Guid? ParentStepUuid { get; internal set; }

    /// <summary>The child steps, with the "yes" branch first. Never null; always empty for a step that was not read with its blueprint.</summary>
    public ResourceList<BlueprintStep> Children => new(_children);

    /// <summary>The time when the step was created, with the offset returned by the API.</summary>
    public DateTimeOffset? CreatedAt { get; internal set; }

    /// <summary>The time when the step last changed, with the offset returned by the API.</summary>
    [ApiField("updated_at", "updated")]
    public DateTimeOffset? UpdatedAt { get; internal set; }

    /// <summary>Returns the parent; null for a root, or for a step that was not read with its blueprint. This is a method and not a property, so that ConvertTo-Json does not go from a child back to its parent.</summary>
    public BlueprintStep? GetParent() => _parent;

    internal void PlaceBelow(BlueprintStep? parent)
    {
        _parent = parent;
        Depth = parent is null ? 0 : parent.Depth + 1;
        parent?._children.Add(this);
    }

    private protected override string? Describe() => ReadableText.FirstOf(Name, Type);
}

/// <summary>A parameter of a step. Nested in <see cref="BlueprintStep"/>. Any property can be null unless stated otherwise.</summary>
public sealed class BlueprintParameter : PlannrResource
{
    /// <summary>The type: <c>const</c> for a literal value, or <c>ref</c> for a value that is looked up in each execution. Other values are possible.</summary>
    public string? Type { get; internal set; }

    /// <summary>The value, or the path to the value, such as <c>trigger.account.uuid</c>. It can be text, a number, a boolean, a list, a dictionary or null.</summary>
    public object? Value { get; internal set; }

    /// <summary>Reads the parameters of a step. A parameter that does not have the documented form is read as a value without a type.</summary>
    internal static ResourceMap<BlueprintParameter> ReadAll(object? configuration) =>
        configuration is ResourceMap<object?> map && map.TryGetValue("params", out object? parameters) && parameters is ResourceMap<object?> { Count: > 0 } entries
            ? new ResourceMap<BlueprintParameter>(entries.ToDictionary(entry => entry.Key, entry => Read(entry.Value)))
            : ResourceMap<BlueprintParameter>.None;

    private protected override string? Describe() =>
        string.IsNullOrWhiteSpace(Type) || Type == "const" ? ReadableText.Of(Value) : $"{Type} {ReadableText.Of(Value)}".TrimEnd();

    private static BlueprintParameter Read(object? entry)
    {
        if (entry is not ResourceMap<object?> map || !map.TryGetValue("value", out object? value))
        {
            return new BlueprintParameter { Value = entry };
        }

        map.TryGetValue("type", out object? type);
        return new BlueprintParameter
        {
            Type = type as string,
            Value = value,
            AdditionalProperties = new(map.Where(field => field.Key != "value" && (field.Key != "type" || field.Value is not string and not null))
                .ToDictionary(field => field.Key, field => field.Value)),
        };
    }
}
