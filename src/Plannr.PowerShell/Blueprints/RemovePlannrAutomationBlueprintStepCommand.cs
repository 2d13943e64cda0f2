namespace Plannr.PowerShell.Blueprints;

/// <summary>Removes a step from an automation blueprint, once that is confirmed. Gives nothing.</summary>
/// <remarks>
/// Calls DELETE /api/v1/automation-blueprints/{uuid}/blueprint-steps/{uuid}, which the public reference documents, as an answer without a body that has
/// one all the same: both are taken. What becomes of the steps that follow the removed one is not documented; they may go with it. Look at the
/// blueprint afterwards. It can't be undone.
/// </remarks>
/// <include file='Remove-PlannrAutomationBlueprintStep.xml' path='help/*'/>
[Cmdlet(VerbsCommon.Remove, "PlannrAutomationBlueprintStep", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(void))]
public sealed class RemovePlannrAutomationBlueprintStepCommand : ConnectedCommand
{
    /// <summary>The UUID of the blueprint. Steps that are piped in carry it.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(BlueprintCompleter))]
    public BlueprintReference BlueprintUuid { get; set; } = null!;

    /// <summary>The step, or its UUID. No other record's UUID is taken for a step's.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipeline = true)]
    [Alias("StepUuid")]
    [ArgumentCompleter(typeof(BlueprintStepCompleter))]
    public BlueprintStepReference Uuid { get; set; } = null!;

    private protected override void Process()
    {
        if (TryTurnTo(Uuid.Value, Uuid, BlueprintUuid)
            && ShouldProcess($"{StepText.WithFollowers(Uuid)} of the automation blueprint {BlueprintUuid}", "Remove"))
        {
            Try<object>(Uuid.Uuid, async client => await client.ActAsync(Endpoints.DeleteBlueprintStep.At(BlueprintUuid.Uuid, Uuid.Uuid), new RequestFields(), Cancellation).ConfigureAwait(false));
        }
    }
}
