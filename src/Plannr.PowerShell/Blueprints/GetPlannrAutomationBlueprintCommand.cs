namespace Plannr.PowerShell.Blueprints;

/// <summary>Gets automation blueprints with their conditions and steps. The steps form a tree, which Format-Custom draws.</summary>
/// <remarks>
/// Calls GET /api/v1/automation-blueprints/{uuid}. The public reference describes the endpoint and its fields, but does not say which field
/// contains the number of steps, so the module counts the steps. The API can't list blueprints, but the UUID of a blueprint is in the URL of its page
/// in Plannr. The module builds the tree from the parent of each step. A step whose parent is missing becomes a root step.
/// </remarks>
/// <include file='Get-PlannrAutomationBlueprint.xml' path='help/*'/>
[Cmdlet(VerbsCommon.Get, "PlannrAutomationBlueprint")]
[OutputType(typeof(AutomationBlueprint))]
public sealed class GetPlannrAutomationBlueprintCommand : GetCommand<AutomationBlueprint>
{
    /// <summary>Specifies the blueprints: UUIDs, blueprint steps, or blueprint objects. If you specify an object, the blueprint is requested again.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("Id", "BlueprintUuid")]
    [ArgumentCompleter(typeof(BlueprintCompleter))]
    public BlueprintReference[] Uuid { get; set; } = [];

    /// <summary>Specifies the maximum number of concurrent requests. The default is 8. If you use -PipelineVariable, set -ThrottleLimit to 1: each result is then written before the next object is read from the pipeline. With a higher limit, the cmdlet reads ahead in the pipeline.</summary>
    [Parameter]
    [ValidateRange(1, 64)]
    public int ThrottleLimit { get; set; } = 8;

    private protected override string Activity => "Getting automation blueprints";

    private protected override void Process() => Get(Uuid, ThrottleLimit);

    private protected override Task<AutomationBlueprint> GetAsync(IPlannrClient client, Guid uuid) =>
        client.GetAsync(Endpoints.GetBlueprint.At(uuid), null, Cancellation);
}
