using System.Collections.Generic;
using Plannr.Client.Json;

namespace Plannr.Client.Resources;

/// <summary>How executions and their steps stand in JSON (contract: the page of <c>GET /api/v1/automation-executions/{uuid}</c>).</summary>
internal static class AutomationShapes
{
    public static Shape<AutomationStep> Step { get; } = new Shape<AutomationStep>()
        .Guid("uuid", (step, value) => step.Uuid = value)
        .Date("created_at", (step, value) => step.CreatedAt = value)
        .Date("updated_at", (step, value) => step.UpdatedAt = value)
        .Date("executed_at", (step, value) => step.ExecutedAt = value)
        .Text("status", (step, value) => step.Status = value)
        .TextOrJson("info", (step, value) => step.Info = value)
        .Text("name", (step, value) => step.Name = value)
        .Finish(step => step.Errors = StepInfo.ReadErrors(step.Info, AutomationStatus.IsFailed(step.Status)));

    public static Shape<AutomationExecution> Execution { get; } = new Shape<AutomationExecution>()
        .Guid("uuid", (execution, value) => execution.Uuid = value)
        .Date("created_at", (execution, value) => execution.CreatedAt = value)
        .Date("updated_at", (execution, value) => execution.UpdatedAt = value)
        .Text("status", (execution, value) => execution.Status = value)
        .Text("triggered_by", (execution, value) => execution.TriggeredBy = value)
        .Many("steps", () => Step, (execution, value) => execution.Steps = value)
        .Text("name", (execution, value) => execution.Name = value)
        .One("next_step", () => Step, (execution, value) => execution.NextStep = value)
        .One("previous_step", () => Step, (execution, value) => execution.PreviousStep = value)
        .One("account", () => AccountShapes.Account, (execution, value) => execution.Account = value)
        .Finish(TieSteps);

    /// <summary>A step that is handed on alone still has to say which run it is of, and where it stood.</summary>
    private static void TieSteps(AutomationExecution execution)
    {
        var positions = new Dictionary<System.Guid, int>();
        for (int i = 0; i < execution.Steps.Count; i++)
        {
            AutomationStep step = execution.Steps[i];
            Tie(step, execution);
            step.Position = i + 1;
            if (step.Uuid is { } uuid)
            {
                positions[uuid] = i + 1;
            }
        }

        foreach (AutomationStep? step in new[] { execution.NextStep, execution.PreviousStep })
        {
            if (step is not null)
            {
                Tie(step, execution);
                step.Position = step.Uuid is { } uuid && positions.TryGetValue(uuid, out int position) ? position : null;
            }
        }
    }

    private static void Tie(AutomationStep step, AutomationExecution execution)
    {
        step.ExecutionUuid = execution.Uuid;
        step.ExecutionName = execution.Name;
    }
}
