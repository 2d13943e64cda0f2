namespace Plannr.PowerShell.Blueprints;

/// <summary>Copies automation blueprints with all their steps. Conditions and configuration are copied too. A copy is always inactive. If a step can't be copied, the error lists the missing steps.</summary>
/// <remarks>
/// Calls GET /api/v1/automation-blueprints/{uuid}, POST /api/v1/automation-blueprints, POST /api/v1/automation-blueprints/{uuid}/blueprint-steps once
/// per step in the order of the tree, and finally GET again to check that the copy is complete. The public reference describes these endpoints, but
/// no endpoint for copying. Webhook endpoints that can trigger the blueprint are not copied, because the API has no field for them. Fields that this module
/// does not recognise are not copied either; a warning lists them. A copy for another firm still refers to accounts, templates and other records by their
/// UUIDs in the original firm, so check the copy's parameters before you activate it in Plannr.
/// </remarks>
/// <include file='Copy-PlannrAutomationBlueprint.xml' path='help/*'/>
[Cmdlet(VerbsCommon.Copy, "PlannrAutomationBlueprint", SupportsShouldProcess = true)]
[OutputType(typeof(AutomationBlueprint))]
public sealed class CopyPlannrAutomationBlueprintCommand : ConnectedCommand
{
    private PlannrConnection? _given;

    private PlannrConnection Destination => _given ?? CurrentConnection;

    /// <summary>Specifies the blueprints: UUIDs or blueprint objects. If you specify an object, the blueprint is requested again, so that the current version is copied.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("Id", "BlueprintUuid")]
    [ArgumentCompleter(typeof(BlueprintCompleter))]
    public BlueprintReference[] Uuid { get; set; } = [];

    /// <summary>Specifies the name of the copy. The default is "Copy of" followed by the name of the original.</summary>
    [Parameter(Position = 1)]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    /// <summary>Specifies the connection over which the copies are created, by name or as an object. The connection can be to another firm. The default is the connection over which the blueprint is read.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public ConnectionReference? DestinationConnection { get; set; }

    private protected override void Begin() => _given = DestinationConnection is null ? null : Connections.Use(DestinationConnection);

    private protected override void Process()
    {
        foreach (BlueprintReference reference in Uuid)
        {
            if (reference.StepError is { } error)
            {
                EmitError(error, reference.Value);
                continue;
            }

            Guid uuid = reference.Uuid;
            if (TrySelectConnection(reference.Value, reference)
                && ShouldProcess($"automation blueprint {uuid}", Destination == CurrentConnection ? "Copy" : $"Copy to the connection '{Destination.Name}'")
                && Try(uuid, client => client.GetAsync(Endpoints.GetBlueprint.At(uuid), null, Cancellation)) is { } source
                && Try(uuid, () => new BlueprintCopy(source)) is { } copy)
            {
                new BlueprintMaker(this, Destination).Make(source, copy, Name ?? $"Copy of {source}");
            }
        }
    }
}
