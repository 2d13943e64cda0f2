namespace Plannr.PowerShell.Blueprints;

/// <summary>Creates the requests that copy a blueprint and its steps, and replaces step UUIDs with those of the new steps.</summary>
internal sealed class BlueprintCopy
{
    private readonly AutomationBlueprint _source;
    private readonly Dictionary<BlueprintStep, Guid> _made = [];
    private readonly Dictionary<string, string> _uuids = new(StringComparer.OrdinalIgnoreCase);

    /// <exception cref="PlannrInvalidRequestException">The blueprint can't be copied completely.</exception>
    public BlueprintCopy(AutomationBlueprint source)
    {
        _source = source;
        if (FindProblem() is { } problem)
        {
            throw new PlannrInvalidRequestException(
                new RequestFailure(string.Empty, string.Empty),
                $"The blueprint {Describe(source)} can't be copied completely, so it was not copied: {problem}.",
                "Correct the blueprint in Plannr or, if it came from a file, in the file. You can also create the copy manually. "
                + $"To view the original, use Get-PlannrAutomationBlueprint {source.Uuid?.ToString() ?? "<uuid>"}{ConnectionReference.GetOption(source.ConnectionName)} | Format-Custom.");
        }
    }

    /// <summary>The number of steps created so far.</summary>
    public int Count => _made.Count;

    /// <summary>The steps that have not been copied yet, in tree order.</summary>
    public ResourceList<BlueprintStep> Missing => new([.. _source.Steps.Where(step => !_made.ContainsKey(step))]);

    /// <summary>The names of steps that refer to a step whose copy did not exist yet.</summary>
    public IReadOnlyList<string> ForwardReferences { get; private set; } = [];

    /// <summary>The fields that are not copied, because this module does not recognise them.</summary>
    public IReadOnlyList<string> NotCopied =>
    [
        .. UnknownFields.Find(_source).Select(name => $"{name} of the blueprint"),
        .. _source.Conditions.SelectMany(condition => UnknownFields.Find(condition).Select(name => $"{name} of the condition '{condition}'")),
        .. _source.Steps.SelectMany(step => UnknownFields.Find(step).Select(name => $"{name} of the step '{step}'")),
    ];

    /// <summary>Describes a blueprint in a message. A blueprint from a file may have no UUID.</summary>
    public static string Describe(AutomationBlueprint blueprint) => blueprint.Uuid is { } uuid ? $"'{blueprint}' ({uuid})" : $"'{blueprint}'";

    /// <summary>Returns the fields of the copy, without its steps.</summary>
    public RequestFields GetFields(string name) =>
        BlueprintFields.Blueprint(name, _source.Trigger, isActive: false, ConditionList.From(_source.Conditions), _source.Configuration);

    /// <summary>Returns the fields of a step's copy. The step's parent must already have been copied.</summary>
    public RequestFields GetFields(BlueprintStep step) => BlueprintFields.Step(
        step.Name!,
        step.Type!,
        WithNewUuids(PlainObject.From(step.Configuration), step),
        step.GetParent() is { } parent ? _made[parent] : null,
        step.ConditionState);

    /// <summary>Records the UUID of a step's copy.</summary>
    public void Add(BlueprintStep step, Guid uuid)
    {
        _made[step] = uuid;
        _uuids[step.Uuid!.Value.ToString()] = uuid.ToString();
    }

    private string? FindProblem()
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
                : !uuids.Add(uuid) ? "has the same UUID as another step"
                : Unread(step, "condition_state", "parent_step_uuid") is { } unread ? $"has a {unread} that can't be read"
                : step.ParentStepUuid is not null && step.GetParent() is null ? "has a parent that does not exist, or is its own ancestor"
                : null;
            if (problem is not null)
            {
                return $"the step '{step}'{(step.Uuid is { } known ? $" ({known})" : string.Empty)} {problem}";
            }
        }

        return null;
    }

    private static string? Unread(PlannrResource resource, params string[] fields) => fields.FirstOrDefault(resource.AdditionalProperties.ContainsKey);

    /// <summary>Replaces step UUIDs in a parameter, because a parameter can refer to an earlier step's result by the step's UUID.</summary>
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

/// <summary>Finds the fields of a blueprint, condition or step that this module does not recognise and can't send.</summary>
internal static class UnknownFields
{
    /// <summary>Fields that the server sets, so nothing is lost if they are omitted, and webhook_targets, which has its own warning. The name of the step count field is not documented, so two possible names are listed.</summary>
    private static readonly string[] Servers = ["uuid", "created_at", "updated", "updated_at", "account", "step_count", "steps_count", "webhook_targets"];

    public static IEnumerable<string> Find(PlannrResource resource) => resource.AdditionalProperties.Keys.Except(Servers);
}
