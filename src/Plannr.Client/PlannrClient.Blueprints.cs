namespace Plannr.Client;

internal sealed partial class PlannrClient
{
    private const string Blueprints = "api/v1/automation-blueprints";

    public Task<AutomationBlueprint> GetAutomationBlueprintAsync(Guid uuid, IPlannrObserver? observer, CancellationToken cancellationToken) =>
        GetBlueprintAsync(Transport, uuid, observer, cancellationToken);

    public Task<AutomationBlueprint> CreateAutomationBlueprintAsync(
        AutomationBlueprintDraft blueprint, IPlannrObserver? observer, CancellationToken cancellationToken)
    {
        // Said although it is the default: a blueprint that runs unasked would write to clients.
        var body = new Dictionary<string, object?> { ["name"] = blueprint.Name, ["is_active"] = blueprint.IsActive };
        if (blueprint.Trigger is not null)
        {
            body["trigger"] = blueprint.Trigger;
        }

        if (blueprint.Conditions.Count > 0)
        {
            body["conditions"] = blueprint.Conditions;
        }

        if (blueprint.Configuration is not null)
        {
            body["configuration"] = blueprint.Configuration;
        }

        return UnknownOutcome.ToldAsync(
            Transport.CreateAsync(Blueprints, body, BlueprintShapes.Blueprint, made => made.Uuid, observer, cancellationToken),
            "the blueprint",
            "Look for it in Plannr before you make it again: the API has no list of blueprints.");
    }

    public async Task<BlueprintStep> CreateBlueprintStepAsync(
        Guid blueprintUuid, BlueprintStepDraft wanted, IPlannrObserver? observer, CancellationToken cancellationToken) =>
        Of(blueprintUuid, await UnknownOutcome.ToldAsync(
            Transport.CreateAsync(StepsOf(blueprintUuid), BodyOf(wanted), BlueprintShapes.Step, step => step.Uuid, observer, cancellationToken),
            "the step",
            $"Look for it before you make it again: Get-PlannrAutomationBlueprint {blueprintUuid}").ConfigureAwait(false));

    public async Task<BlueprintStep> UpdateBlueprintStepAsync(
        Guid blueprintUuid, Guid stepUuid, BlueprintStepChange change, IPlannrObserver? observer, CancellationToken cancellationToken)
    {
        ApiTransport transport = Transport;
        AutomationBlueprint blueprint = await GetBlueprintAsync(transport, blueprintUuid, observer, cancellationToken).ConfigureAwait(false);
        BlueprintStep step = blueprint.Steps.FirstOrDefault(candidate => candidate.Uuid == stepUuid) ?? throw new PlannrNotFoundException(
            new RequestFailure("GET", $"/{Blueprints}/{blueprintUuid}"),
            $"The blueprint '{blueprint}' ({blueprintUuid}) has no step {stepUuid}. Nothing was changed.",
            "Check the UUIDs: Get-PlannrAutomationBlueprint shows the steps of a blueprint.");
        Dictionary<string, object?> body = BlueprintStepUpdate.BodyOf(step, change);
        if (BlueprintStepUpdate.NotSent(step) is { Length: > 0 } lost)
        {
            change.NotSent?.Invoke(lost);
        }

        return Of(blueprintUuid, await UnknownOutcome.OfChangeAsync(
            transport.UpdateAsync($"{StepsOf(blueprintUuid)}/{stepUuid}", stepUuid, body, BlueprintShapes.Step, changed => changed.Uuid, observer, cancellationToken),
            "the step",
            $"Look at it before you change it again: Get-PlannrAutomationBlueprint {blueprintUuid}").ConfigureAwait(false));
    }

    public Task<bool> DeleteBlueprintStepAsync(Guid blueprintUuid, Guid stepUuid, IPlannrObserver? observer, CancellationToken cancellationToken) => UnknownOutcome.OfRemovalAsync(
        Transport.DeleteAsync($"{StepsOf(blueprintUuid)}/{stepUuid}", observer, cancellationToken),
        "the step",
        $"Look whether it is still there: Get-PlannrAutomationBlueprint {blueprintUuid}");

    private static Task<AutomationBlueprint> GetBlueprintAsync(ApiTransport transport, Guid uuid, IPlannrObserver? observer, CancellationToken cancellationToken) =>
        transport.GetOneAsync($"{Blueprints}/{uuid}", uuid, BlueprintShapes.Blueprint, blueprint => blueprint.Uuid, observer, cancellationToken);

    private static string StepsOf(Guid blueprintUuid) => $"{Blueprints}/{blueprintUuid}/blueprint-steps";

    private static Dictionary<string, object?> BodyOf(BlueprintStepDraft step)
    {
        var body = new Dictionary<string, object?> { ["name"] = step.Name, ["type"] = step.Type, ["configuration"] = step.Configuration };
        if (step.ParentStepUuid is not null)
        {
            body["parent_step_uuid"] = step.ParentStepUuid;
        }

        if (step.ConditionState is not null)
        {
            body["condition_state"] = step.ConditionState;
        }

        return body;
    }

    private static BlueprintStep Of(Guid blueprintUuid, BlueprintStep step)
    {
        step.BlueprintUuid = blueprintUuid;
        return step;
    }
}
