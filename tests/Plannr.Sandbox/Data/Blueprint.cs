namespace Plannr.Sandbox.Data;

/// <summary>The definition of an automation.</summary>
internal sealed record Blueprint
{
    public required Guid Uuid { get; init; }

    public required string Name { get; init; }

    /// <summary>The event that starts a run, or null for one that people start by hand.</summary>
    public required string? Trigger { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public required Guid CreatedBy { get; init; }

    public bool IsActive { get; init; } = true;

    /// <summary>The conditions that the triggering client has to meet: the JSON text of an array.</summary>
    public string Conditions { get; init; } = "[]";

    /// <summary>Further options of the trigger: JSON text.</summary>
    public string Configuration { get; init; } = "[]";

    /// <summary>Every step, in the order of creation. Together they are a tree, by <see cref="BlueprintStep.Parent"/>.</summary>
    public required IReadOnlyList<BlueprintStep> Steps { get; init; }

    /// <summary>How many of the first steps the demo's runs go through: all but those on branches for "yes".</summary>
    public int StepsOfRuns { get; init; }

    /// <summary>What an execution says about its cause.</summary>
    public string TriggeredBy => Trigger ?? "manual";

    /// <summary>The step with a UUID, or null.</summary>
    public BlueprintStep? FindStep(Guid? uuid) => Steps.FirstOrDefault(step => step.Uuid == uuid);

    /// <summary>A step and everything below it, by UUID.</summary>
    public HashSet<Guid> BranchFrom(Guid step)
    {
        var branch = new HashSet<Guid> { step };
        int known;
        do
        {
            known = branch.Count;
            branch.UnionWith(Steps.Where(child => child.Parent is { } parent && branch.Contains(parent)).Select(child => child.Uuid).ToList());
        }
        while (branch.Count > known);

        return branch;
    }
}
