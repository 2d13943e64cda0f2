namespace Plannr.PowerShell.Blueprints;

/// <summary>Removes a step from an automation blueprint. Prompts for confirmation and returns no output.</summary>
/// <remarks>
/// Calls DELETE /api/v1/automation-blueprints/{uuid}/blueprint-steps/{uuid}. The public reference describes this endpoint, but contradicts itself about
/// whether the response has a body; the module handles both cases. The reference does not say what happens to the steps that follow the removed step.
/// They may be removed too, so check the blueprint afterwards. You can't undo the removal.
/// </remarks>
/// <include file='Remove-PlannrAutomationBlueprintStep.xml' path='help/*'/>
[Cmdlet(VerbsCommon.Remove, "PlannrAutomationBlueprintStep", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(void))]
public sealed class RemovePlannrAutomationBlueprintStepCommand : ConnectedCommand
{
    /// <summary>Specifies the blueprint: its UUID, or the blueprint object. Steps from the pipeline contain the UUID of their blueprint, so you can omit this parameter for them.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(BlueprintCompleter))]
    public BlueprintReference BlueprintUuid { get; set; } = null!;

    /// <summary>Specifies the step: its UUID, or the step object. Records of any other type are rejected.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipeline = true)]
    [Alias("StepUuid")]
    [ArgumentCompleter(typeof(BlueprintStepCompleter))]
    public BlueprintStepReference Uuid { get; set; } = null!;

    private protected override void Process()
    {
        if (TrySelectConnection(Uuid.Value, Uuid, BlueprintUuid)
            && ShouldProcess($"{StepText.WithFollowers(Uuid)} in the automation blueprint {BlueprintUuid}", "Remove"))
        {
            Try<object>(Uuid.Uuid, async client => await client.ActAsync(Endpoints.DeleteBlueprintStep.At(BlueprintUuid.Uuid, Uuid.Uuid), new RequestFields(), Cancellation).ConfigureAwait(false));
        }
    }
}
