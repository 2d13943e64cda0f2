namespace Plannr.PowerShell.Blueprints;

/// <summary>Gets automation blueprints by UUID, with their conditions and a tree of steps. Format-Custom draws the tree.</summary>
/// <remarks>
/// Calls GET /api/v1/automation-blueprints/{uuid}, which the public reference documents with its fields; the name of the field that counts the
/// steps is not shown there, so they are counted here. The API has no list of blueprints: a UUID is in the address of a blueprint's page in
/// Plannr. Which steps follow a step is read from the parents that the steps name; what names none, or one that is not there, begins a tree of
/// its own.
/// </remarks>
/// <include file='Get-PlannrAutomationBlueprint.xml' path='help/*'/>
[Cmdlet(VerbsCommon.Get, "PlannrAutomationBlueprint")]
[OutputType(typeof(AutomationBlueprint))]
public sealed class GetPlannrAutomationBlueprintCommand : GetCommand<AutomationBlueprint>
{
    /// <summary>Specifies the UUIDs of the blueprints. A blueprint is requested again; a step stands for its blueprint.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("Id", "BlueprintUuid")]
    [ArgumentCompleter(typeof(BlueprintCompleter))]
    public BlueprintReference[] Uuid { get; set; } = [];

    /// <summary>Specifies how many blueprints are requested in parallel. 8 by default. With 1, each result is written before the next object is read from the pipeline, as -PipelineVariable needs; with more, objects are read ahead.</summary>
    [Parameter]
    [ValidateRange(1, 64)]
    public int ThrottleLimit { get; set; } = 8;

    private protected override string Activity => "Getting automation blueprints";

    private protected override void Process() => Get(Uuid, ThrottleLimit);

    private protected override Task<AutomationBlueprint> GetAsync(IPlannrClient client, Guid uuid) =>
        client.GetAsync(Endpoints.GetBlueprint.At(uuid), null, Cancellation);
}
