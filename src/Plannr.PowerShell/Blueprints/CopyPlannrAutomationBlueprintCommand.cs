namespace Plannr.PowerShell.Blueprints;

/// <summary>Copies automation blueprints with their conditions, configuration and steps. A copy is always inactive. If a step can't be copied, the error says what is missing.</summary>
/// <remarks>
/// Calls GET /api/v1/automation-blueprints/{uuid}, POST /api/v1/automation-blueprints and POST /api/v1/automation-blueprints/{uuid}/blueprint-steps, one request a step in the order of the
/// tree, and at the end GET again to see that all is there. The public reference documents each of them, and no way to copy. Endpoints that can trigger
/// the blueprint are not copied: the API has no field to send them in. Nor are fields that this module does not know: a warning names them. A copy over another connection names accounts, templates and the like by the
/// UUIDs that they have in the firm it comes from: look through its parameters before it is activated, which is done in Plannr.
/// </remarks>
/// <include file='Copy-PlannrAutomationBlueprint.xml' path='help/*'/>
[Cmdlet(VerbsCommon.Copy, "PlannrAutomationBlueprint", SupportsShouldProcess = true)]
[OutputType(typeof(AutomationBlueprint))]
public sealed class CopyPlannrAutomationBlueprintCommand : ConnectedCommand
{
    private PlannrConnection? _given;

    private PlannrConnection Destination => _given ?? CurrentConnection;

    /// <summary>The UUIDs of the blueprints, or the blueprints themselves, which are read anew.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("Id", "BlueprintUuid")]
    [ArgumentCompleter(typeof(BlueprintCompleter))]
    public BlueprintReference[] Uuid { get; set; } = [];

    /// <summary>The name of the copy. "Copy of" and the name of the original by default.</summary>
    [Parameter(Position = 1)]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    /// <summary>The connection to make the copies over, or its name, such as one that acts as an account of another firm. By default the one that the blueprint is read over.</summary>
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
            if (TryTurnTo(reference.Value, reference)
                && ShouldProcess($"automation blueprint {uuid}", Destination == CurrentConnection ? "Copy" : $"Copy to the connection '{Destination.Name}'")
                && Try(uuid, client => client.GetAsync(Endpoints.GetBlueprint.At(uuid), null, Cancellation)) is { } source
                && Try(uuid, () => new BlueprintCopy(source)) is { } copy)
            {
                new BlueprintMaker(this, Destination).Make(source, copy, Name ?? $"Copy of {source}");
            }
        }
    }
}
