namespace Plannr.Sandbox.Data;

/// <summary>The definition of an automation.</summary>
internal sealed record Blueprint
{
    public required Guid Uuid { get; init; }

    public required string Name { get; init; }

    /// <summary>The event that starts executions, or null if they are started manually.</summary>
    public required string? Trigger { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public required Guid CreatedBy { get; init; }

    public bool IsActive { get; init; } = true;

    /// <summary>The conditions that the triggering client must meet, as the JSON text of an array.</summary>
    public string Conditions { get; init; } = "[]";

    /// <summary>Other options of the trigger as JSON text.</summary>
    public string Configuration { get; init; } = "[]";

    /// <summary>All steps, in order of creation. <see cref="BlueprintStep.Parent"/> arranges them in a tree.</summary>
    public required IReadOnlyList<BlueprintStep> Steps { get; init; }

    /// <summary>The number of steps in a generated execution, which has all steps before the first one on a "yes" branch.</summary>
    public int StepsOfRuns { get; init; }

    /// <summary>The value of <c>triggered_by</c> in the blueprint's executions.</summary>
    public string TriggeredBy => Trigger ?? "manual";

    /// <summary>Returns the step with the given UUID, or null.</summary>
    public BlueprintStep? FindStep(Guid? uuid) => Steps.FirstOrDefault(step => step.Uuid == uuid);

    /// <summary>Returns the UUIDs of a step and all its descendants.</summary>
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
