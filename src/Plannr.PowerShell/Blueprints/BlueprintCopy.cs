namespace Plannr.PowerShell.Blueprints;

/// <summary>What is sent to make a blueprint and its steps like those of another, the UUIDs of which are replaced by those of the new steps.</summary>
internal sealed class BlueprintCopy
{
    private readonly AutomationBlueprint _source;
    private readonly Dictionary<BlueprintStep, Guid> _made = [];
    private readonly Dictionary<string, string> _uuids = new(StringComparer.OrdinalIgnoreCase);

    /// <exception cref="PlannrInvalidRequestException">The blueprint has something that can't be copied whole.</exception>
    public BlueprintCopy(AutomationBlueprint source)
    {
        _source = source;
        if (WhatIsWrong() is { } problem)
        {
            throw InvalidInput.Because(
                $"The blueprint '{source}' ({source.Uuid}) can't be copied whole: {problem}.", "Look at it with Get-PlannrAutomationBlueprint and Format-Custom, and correct it in Plannr or create the copy by hand.");
        }
    }

    /// <summary>How many steps were made so far.</summary>
    public int Count => _made.Count;

    /// <summary>The steps that were not made, in the order of the tree.</summary>
    public ResourceList<BlueprintStep> Missing => new([.. _source.Steps.Where(step => !_made.ContainsKey(step))]);

    /// <summary>Names of steps that refer to a step which comes after them: it has no new UUID yet when they are made.</summary>
    public IReadOnlyList<string> ForwardReferences { get; private set; } = [];

    /// <summary>What the original has and the copy lacks, since the API has it and this module does not know it.</summary>
    public IReadOnlyList<string> NotCopied =>
    [
        .. UnknownFields.Find(_source).Select(name => $"{name} of the blueprint"),
        .. _source.Conditions.SelectMany(condition => UnknownFields.Find(condition).Select(name => $"{name} of the condition '{condition}'")),
        .. _source.Steps.SelectMany(step => UnknownFields.Find(step).Select(name => $"{name} of the step '{step}'")),
    ];

    /// <summary>Returns the fields of the copy, without its steps.</summary>
    public RequestFields GetFields(string name) =>
        BlueprintFields.Blueprint(name, _source.Trigger, isActive: false, ConditionList.From(_source.Conditions), _source.Configuration);

    /// <summary>Returns the fields of a step, whose parent was made before.</summary>
    public RequestFields GetFields(BlueprintStep step) => BlueprintFields.Step(
        step.Name!,
        step.Type!,
        WithNewUuids(PlainObject.From(step.Configuration), step),
        step.GetParent() is { } parent ? _made[parent] : null,
        step.ConditionState);

    /// <summary>Remembers the UUID that the copy of a step got.</summary>
    public void Add(BlueprintStep step, Guid uuid)
    {
        _made[step] = uuid;
        _uuids[step.Uuid!.Value.ToString()] = uuid.ToString();
    }

    private string? WhatIsWrong()
    {
        if (Unread(_source, "conditions", "steps", "trigger") is { } field)
        {
            return $"its {field} can't be read";
        }

        var uuids = new HashSet<Guid>();
        foreach (BlueprintStep step in _source.Steps)
        {
            string? problem =
                string.IsNullOrWhiteSpace(step.Name) || string.IsNullOrWhiteSpace(step.Type) || step.Configuration is null ? "has no name, no type or no configuration"
                : step.Uuid is not { } uuid ? "has no UUID"
                : !uuids.Add(uuid) ? "has the UUID of another one"
                : Unread(step, "condition_state", "parent_step_uuid") is { } unread ? $"has a {unread} that can't be read"
                : step.ParentStepUuid is not null && step.GetParent() is null ? "comes after a step that is not there, or after itself"
                : null;
            if (problem is not null)
            {
                return $"the step '{step}' ({step.Uuid}) {problem}";
            }
        }

        return null;
    }

    private static string? Unread(PlannrResource resource, params string[] fields) => fields.FirstOrDefault(resource.AdditionalProperties.ContainsKey);

    /// <summary>A parameter can refer to the outcome of an earlier step by its UUID, which is another one in the copy.</summary>
    private object? WithNewUuids(object? value, BlueprintStep step)
    {
        switch (value)
        {
            case string text:
                return WithNewUuids(text, step);
            case System.Collections.IDictionary map:
                var changed = new System.Collections.Specialized.OrderedDictionary(StringComparer.Ordinal);
                foreach ((string name, object? part) in Entries.From(map))
                {
                    changed.Add(name, WithNewUuids(part, step));
                }

                return changed;
            case List<object?> items:
                return items.Select(item => WithNewUuids(item, step)).ToList();
            default:
                return value;
        }
    }

    private string WithNewUuids(string text, BlueprintStep step)
    {
        foreach (BlueprintStep other in _source.Steps)
        {
            string old = other.Uuid!.Value.ToString();
            int at = text.IndexOf(old, StringComparison.OrdinalIgnoreCase);
            if (at < 0)
            {
                continue;
            }

            if (!_uuids.TryGetValue(old, out string? known))
            {
                ForwardReferences = [.. ForwardReferences, step.ToString()];
                continue;
            }

            for (; at >= 0; at = text.IndexOf(old, at + known.Length, StringComparison.OrdinalIgnoreCase))
            {
                text = text.Substring(0, at) + known + text.Substring(at + old.Length);
            }
        }

        return text;
    }
}

/// <summary>Fields of a blueprint, a condition or a step that this module does not know, and so can't send.</summary>
internal static class UnknownFields
{
    /// <summary>Kept by the server; one that can't be read is no loss. The step count has no documented name.</summary>
    private static readonly string[] Servers = ["uuid", "created_at", "updated", "updated_at", "account", "step_count", "steps_count", "webhook_targets"];

    public static IEnumerable<string> Find(PlannrResource resource) => resource.AdditionalProperties.Keys.Except(Servers);
}
