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
                Copy(source, copy);
            }
        }
    }

    private void Copy(AutomationBlueprint source, BlueprintCopy copy)
    {
        string name = Name ?? $"Copy of {source}";
        RequestFields? fields = Try(source, () => copy.GetFields(name));
        if (fields is null || Try(source, client => client.SendAsync(Endpoints.CreateBlueprint, fields, Cancellation), Destination) is not { } made)
        {
            return;
        }

        if (made.Uuid is not { } madeUuid)
        {
            EmitError(new PlannrMissingUuidException($"The blueprint '{name}' was made without steps, inactive, but the answer does not say its UUID, so no steps can be added. Look for it in Plannr."), source);
            return;
        }

        // Whoever stops it in the middle knows by this what there is.
        WriteVerbose($"Made '{made}' ({madeUuid}), inactive; {source.StepCount} steps follow.");
        if (copy.NotCopied is { Count: > 0 } lost)
        {
            WriteWarning($"Not in the copy '{made}' ({madeUuid}), because this module does not know what it means: {string.Join(", ", lost)}. Compare it in Plannr with '{source}' ({source.Uuid}) before you activate it.");
        }

        foreach (BlueprintStep step in source.Steps)
        {
            try
            {
                RequestFields stepFields = copy.GetFields(step);
                BlueprintStep madeStep = Await(() => Send(Destination, client => client.SendAsync(Endpoints.CreateBlueprintStep.At(madeUuid), stepFields, Cancellation)));
                copy.Add(step, madeStep.Uuid ?? throw new PlannrMissingUuidException("The step was made, but the answer does not say its UUID."));
            }
            catch (PlannrException exception)
            {
                ResourceList<BlueprintStep> missing = copy.Missing;
                string message = $"The blueprint '{made}' ({madeUuid}) was made, inactive, with {copy.Count} of the {source.StepCount} steps of '{source}' ({source.Uuid}). "
                    + $"Missing: {missing}. The step '{missing[0]}' failed: {exception.Message}";
                string action = $"Look at it with Get-PlannrAutomationBlueprint {madeUuid} and add the rest with Add-PlannrAutomationBlueprintStep, or delete it in Plannr and copy again; "
                    + $"another copy would stand beside it. {exception.RecommendedAction}";
                EmitError(new PlannrCopyIncompleteException(madeUuid, copy.Count, missing, message, action, exception), source);
                return;
            }
        }

        Finish(source, made, madeUuid, copy);
    }

    private void Finish(AutomationBlueprint source, AutomationBlueprint made, Guid madeUuid, BlueprintCopy copy)
    {
        if (copy.ForwardReferences.Count > 0)
        {
            WriteWarning($"In the copy '{made}' ({madeUuid}) parameters of {string.Join(", ", copy.ForwardReferences.Distinct().Select(name => $"'{name}'"))} still refer to a step of the original.");
        }

        if (source.WebhookTargets.Count > 0)
        {
            WriteWarning($"The endpoints that trigger '{source}' ({source.Uuid}) were not copied; the API has no way to. Set them up for '{made}' ({madeUuid}) in Plannr.");
        }

        if (Try(madeUuid, client => client.GetAsync(Endpoints.GetBlueprint.At(madeUuid), null, Cancellation), Destination) is { } whole)
        {
            Emit(whole);
            if (whole.StepCount != source.StepCount)
            {
                WriteWarning($"The copy '{whole}' ({madeUuid}) has {whole.StepCount} steps, and '{source}' ({source.Uuid}) had {source.StepCount} when it was read.");
            }
        }
    }
}
