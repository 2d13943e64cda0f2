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
        for (int i = 0; i < execution.Steps.Count; i++)
        {
            AutomationStep step = execution.Steps[i];
            Tie(step, execution);
            step.Position = i + 1;
        }

        TieNeighbour(execution.NextStep, execution);
        TieNeighbour(execution.PreviousStep, execution);
    }

    private static void TieNeighbour(AutomationStep? neighbour, AutomationExecution execution)
    {
        if (neighbour is null)
        {
            return;
        }

        Tie(neighbour, execution);
        neighbour.Position = neighbour.Uuid is { } uuid ? execution.Steps.LastOrDefault(step => step.Uuid == uuid)?.Position : null;
    }

    private static void Tie(AutomationStep step, AutomationExecution execution)
    {
        step.ExecutionUuid = execution.Uuid;
        step.ExecutionName = execution.Name;
    }
}
