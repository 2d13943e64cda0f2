namespace Plannr.PowerShell.Blueprints;

/// <summary>Changes or moves a step of an automation blueprint. If the step moves, all steps that follow it move too. Returns the changed step.</summary>
/// <remarks>
/// Calls GET /api/v1/automation-blueprints/{uuid} and then PUT /api/v1/automation-blueprints/{uuid}/blueprint-steps/{uuid}. The public reference
/// describes both endpoints, but does not say whether the PUT request keeps fields that are not sent. The module therefore reads the step first, and sends its name,
/// type, configuration, parent and branch, with your changes. If the step has other fields, they are not sent, and a warning lists them. If someone else changes the step between
/// the two requests, their change is overwritten.
/// </remarks>
/// <include file='Set-PlannrAutomationBlueprintStep.xml' path='help/*'/>
[Cmdlet(VerbsCommon.Set, "PlannrAutomationBlueprintStep", SupportsShouldProcess = true, DefaultParameterSetName = StaySet)]
[OutputType(typeof(BlueprintStep))]
public sealed class SetPlannrAutomationBlueprintStepCommand : ConnectedCommand
{
    private const string MoveSet = "Move";
    private const string RootSet = "Root";
    private const string StaySet = "Stay";

    /// <summary>The fields that the update sends or that the server sets. If the value of such a field can't be read, the field is in <see cref="PlannrResource.AdditionalProperties"/>.</summary>
    private static readonly string[] Known = ["uuid", "created_at", "updated", "updated_at", "name", "type", "configuration", "parent_step_uuid", "condition_state"];

    private string[] _notSent = [];

    /// <summary>Specifies the blueprint: its UUID, or the blueprint object. Steps from the pipeline contain the UUID of their blueprint, so you can omit this parameter for them.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(BlueprintCompleter))]
    public BlueprintReference BlueprintUuid { get; set; } = null!;

    /// <summary>Specifies the step: its UUID, or the step object. Records of any other type are rejected.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipeline = true)]
    [Alias("StepUuid")]
    [ArgumentCompleter(typeof(BlueprintStepCompleter))]
    public BlueprintStepReference Uuid { get; set; } = null!;

    /// <summary>Specifies a new name. By default, the name does not change.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    /// <summary>Specifies a new type for the action or the condition. Any text is accepted. By default, the type does not change.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(BlueprintStepTypeCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Type { get; set; }

    /// <summary>Specifies the new parameters, in the form that Add-PlannrAutomationBlueprintStep accepts. They replace all existing parameters. By default, the parameters do not change.</summary>
    [Parameter]
    [ValidateNotNull]
    public object? Configuration { get; set; }

    /// <summary>Specifies the new preceding step: its UUID, or the step object. If the step moves, all steps that follow it move too. By default, the step keeps its parent, unless you use -AsRoot.</summary>
    [Parameter(Mandatory = true, ParameterSetName = MoveSet)]
    [Alias("Parent")]
    [ArgumentCompleter(typeof(BlueprintStepCompleter))]
    public BlueprintStepReference? ParentStepUuid { get; set; }

    /// <summary>Makes the step a root step, which has no preceding step and is not on a branch.</summary>
    [Parameter(Mandatory = true, ParameterSetName = RootSet)]
    public SwitchParameter AsRoot { get; set; }

    /// <summary>Specifies the branch of the preceding condition: yes, no, or $null for neither. By default, a moved step keeps its branch.</summary>
    [Parameter(ParameterSetName = StaySet)]
    [Parameter(ParameterSetName = MoveSet)]
    [Alias("Branch")]
    [ArgumentCompleter(typeof(BranchCompleter))]
    [Branch]
    [AllowNull]
    public bool? ConditionState { get; set; }

    private protected override void Process()
    {
        Dictionary<string, object?>? changes = Try(Uuid.Uuid, GetChanges);
        if (changes is null || !TrySelectConnection(Uuid.Value, Uuid, BlueprintUuid) || !ShouldProcess($"{StepText.Describe(Uuid)} of the automation blueprint {BlueprintUuid}", "Change"))
        {
            return;
        }

        _notSent = [];
        BlueprintStep? step = Try(Uuid.Uuid, client => ChangeAsync(client, changes));
        if (_notSent.Length > 0)
        {
            WriteWarning($"Some fields of the step {Uuid} were not sent, because this module does not recognise them: {string.Join(", ", _notSent)}. It is not documented whether Plannr keeps them, so check the step in Plannr.");
        }

        if (step is not null)
        {
            Emit(step);
        }
    }

    /// <summary>Returns the fields to replace. With -AsRoot, the branch is removed, because a root step has none.</summary>
    private Dictionary<string, object?> GetChanges()
    {
        var changes = new RequestFields
        {
            { "name", Name },
            { "type", Type },
            { "configuration", Configuration is null ? null : StepConfiguration.From(Configuration) },
        };
        if (ParameterSetName != StaySet)
        {
            changes["parent_step_uuid"] = ParentStepUuid?.Uuid;
        }

        if (AsRoot || MyInvocation.BoundParameters.ContainsKey(nameof(ConditionState)))
        {
            changes["condition_state"] = ConditionState;
        }

        return changes.Count > 0 ? changes : throw InvalidInput.Because("There is nothing to change.", "Specify -Name, -Type, -Configuration, -ParentStepUuid, -AsRoot or -ConditionState.");
    }

    /// <summary>Reads the step and sends all the fields that the module recognises, with the changes, because the API reference does not say whether an update keeps fields that are not sent.</summary>
    private async Task<BlueprintStep> ChangeAsync(IPlannrClient client, Dictionary<string, object?> changes)
    {
        Endpoint<AutomationBlueprint> source = Endpoints.GetBlueprint.At(BlueprintUuid.Uuid);
        AutomationBlueprint blueprint = await client.GetAsync(source, null, Cancellation).ConfigureAwait(false);
        BlueprintStep step = blueprint.Steps.FirstOrDefault(candidate => candidate.Uuid == Uuid.Uuid) ?? throw new PlannrNotFoundException(
            new RequestFailure(source.Method, "/" + source.Path),
            $"The blueprint '{blueprint}' ({BlueprintUuid}) has no step {Uuid}. Nothing was changed.",
            "Check the UUIDs: Get-PlannrAutomationBlueprint shows the steps of a blueprint.");
        var fields = new Dictionary<string, object?>();
        AddField(fields, changes, step, "name", step.Name, isRequired: true);
        AddField(fields, changes, step, "type", step.Type, isRequired: true);
        AddField(fields, changes, step, "configuration", step.Configuration, isRequired: true);
        AddField(fields, changes, step, "parent_step_uuid", step.ParentStepUuid);
        AddField(fields, changes, step, "condition_state", step.ConditionState);
        if (AsRoot && step.ConditionState is null)
        {
            // Omit the field instead of sending null, which the server may reject.
            fields.Remove("condition_state");
        }

        _notSent = [.. step.AdditionalProperties.Keys.Except(Known)];
        return await client.SendAsync(Endpoints.UpdateBlueprintStep.At(BlueprintUuid.Uuid, Uuid.Uuid), fields, Cancellation).ConfigureAwait(false);
    }

    /// <summary>Adds a field's new value or, if there is none, its current value. A field that has neither is omitted.</summary>
    private static void AddField(Dictionary<string, object?> fields, Dictionary<string, object?> changes, BlueprintStep step, string name, object? current, bool isRequired = false)
    {
        bool isChanged = changes.TryGetValue(name, out object? value);
        if (!isChanged && (step.AdditionalProperties.ContainsKey(name) || (isRequired && current is null)))
        {
            throw new PlannrInvalidRequestException(
                new RequestFailure("PUT", string.Empty),
                $"The {name} of the step '{step}' ({step.Uuid}) can't be read, and updating the step without this value could delete the value. Nothing was changed.",
                "Specify the new value, or change the step in Plannr.");
        }

        if (isChanged || current is not null)
        {
            fields.Add(name, isChanged ? value : current);
        }
    }
}
