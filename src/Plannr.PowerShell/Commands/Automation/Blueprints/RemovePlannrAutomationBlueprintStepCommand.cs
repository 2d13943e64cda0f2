namespace Plannr.PowerShell.Commands.Automation.Blueprints;

/// <summary>Removes a step from an automation blueprint, once that is confirmed. Gives nothing.</summary>
/// <remarks>
/// Calls DELETE /api/v1/automation-blueprints/{uuid}/blueprint-steps/{uuid}, which the public reference documents, as an answer without a body that has
/// one all the same: both are taken. What becomes of the steps that follow the removed one is not documented; they may go with it. Look at the
/// blueprint afterwards. It can't be undone.
/// </remarks>
/// <include file='../../../Help/Remove-PlannrAutomationBlueprintStep.xml' path='help/*'/>
[Cmdlet(VerbsCommon.Remove, "PlannrAutomationBlueprintStep", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(void))]
public sealed class RemovePlannrAutomationBlueprintStepCommand : WritingCommand
{
    /// <summary>The UUID of the blueprint. Steps that are piped in carry it.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(BlueprintCompleter))]
    [UuidOf(nameof(AutomationBlueprint))]
    public Guid BlueprintUuid { get; set; }

    /// <summary>The UUID of the step. Steps that are piped in carry it.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [Alias("StepUuid")]
    [ArgumentCompleter(typeof(BlueprintStepCompleter))]
    [UuidOf(nameof(BlueprintStep))]
    public Guid Uuid { get; set; }

    /// <summary>The step as it came through the pipeline, for the question to name it. No other kind of object's UUID is taken for a step's.</summary>
    [Parameter(ValueFromPipeline = true, DontShow = true)]
    [TakesOnly(nameof(BlueprintStep))]
    public PSObject? InputObject { get; set; }

    /// <summary>Removes the step.</summary>
    protected override void ProcessRecord()
    {
        if (ShouldProcess($"{StepText.WithFollowers(InputObject, Uuid)} of the automation blueprint {BlueprintUuid}", "Remove"))
        {
            Try<object>(Uuid, async client => await client.DeleteAsync(Endpoints.DeleteBlueprintStep.At(BlueprintUuid, Uuid), Cancellation).ConfigureAwait(false));
        }
    }
}
