using System;
using System.Collections.Generic;

namespace Plannr.Sandbox.Data;

/// <summary>The definition of an automation.</summary>
internal sealed record Blueprint
{
    public required Guid Uuid { get; init; }

    public required string Name { get; init; }

    /// <summary>The event that starts a run, or null for one that people start by hand.</summary>
    public required string? Trigger { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required Guid CreatedBy { get; init; }

    public bool IsActive { get; init; } = true;

    public IReadOnlyList<BlueprintCondition> Conditions { get; init; } = [];

    public required IReadOnlyList<BlueprintStep> Steps { get; init; }

    /// <summary>What an execution says about its cause.</summary>
    public string TriggeredBy => Trigger ?? "manual";
}

/// <summary>A condition that the triggering client has to meet.</summary>
internal sealed record BlueprintCondition(string Field, string Operator, string Value);

/// <summary>A step of a blueprint; steps form a tree.</summary>
/// <param name="Uuid">The step.</param>
/// <param name="Name">What executions call the step.</param>
/// <param name="Type">The type of the action, or <c>condition</c>.</param>
/// <param name="Parent">The step before, null for the root.</param>
/// <param name="ConditionState">Which branch of a condition the step is on; null unless the parent is one.</param>
/// <param name="Parameters">The parameters of the action: names with either a constant or, after <c>ref:</c>, a reference.</param>
internal sealed record BlueprintStep(
    Guid Uuid,
    string Name,
    string Type,
    Guid? Parent,
    bool? ConditionState,
    IReadOnlyDictionary<string, string> Parameters);
