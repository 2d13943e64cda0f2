namespace Plannr.PowerShell.Blueprints;

/// <summary>Adds a step to an automation blueprint, behind another step or as the first, and gives it back.</summary>
/// <remarks>
/// Calls POST /api/v1/automation-blueprints/{uuid}/blueprint-steps. The public reference documents the endpoint and its fields; of the types it names
/// client.create and mail.send alone, and the parameters of each type are not documented: look at those of a blueprint that was made in Plannr. The
/// request is sent again only where it was refused for its pace or never reached the server, so that no step is made twice.
/// </remarks>
/// <include file='Add-PlannrAutomationBlueprintStep.xml' path='help/*'/>
[Cmdlet(VerbsCommon.Add, "PlannrAutomationBlueprintStep", SupportsShouldProcess = true)]
[OutputType(typeof(BlueprintStep))]
public sealed class AddPlannrAutomationBlueprintStepCommand : ConnectedCommand
{
    /// <summary>The UUID of the blueprint, or the blueprint itself.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("Blueprint")]
    [ArgumentCompleter(typeof(BlueprintCompleter))]
    public BlueprintReference BlueprintUuid { get; set; } = null!;

    /// <summary>The name.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [ArgumentCompleter(typeof(StepNameCompleter))]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = string.Empty;

    /// <summary>The type of the action, such as mail.send, or of the condition. An open list.</summary>
    [Parameter(Mandatory = true, Position = 2)]
    [ArgumentCompleter(typeof(BlueprintStepTypeCompleter))]
    [ValidateNotNullOrEmpty]
    public string Type { get; set; } = string.Empty;

    /// <summary>Specifies the parameters of the step by name: a value is a constant, @{ ref = 'trigger.account.uuid' } a lookup in each run. A hashtable with params is sent unchanged.</summary>
    [Parameter(Mandatory = true, Position = 3)]
    [ValidateNotNull]
    public object Configuration { get; set; } = null!;

    /// <summary>The step before: its UUID, or the step itself. Without one the step is a root.</summary>
    [Parameter]
    [Alias("Parent")]
    [ArgumentCompleter(typeof(BlueprintStepCompleter))]
    public BlueprintStepReference? ParentStepUuid { get; set; }

    /// <summary>On which side of the condition before it the step is: yes (or true) where that is met, no (or false) where it is not. Needed behind a condition.</summary>
    [Parameter]
    [Alias("Branch")]
    [ArgumentCompleter(typeof(BranchCompleter))]
    [Branch]
    public bool? ConditionState { get; set; }

    private protected override void Process()
    {
        if (BlueprintUuid.StepError is { } error)
        {
            EmitError(error, BlueprintUuid.Value);
            return;
        }

        if (!TryTurnTo(BlueprintUuid.Value, BlueprintUuid))
        {
            return;
        }

        Guid blueprint = BlueprintUuid.Uuid;
        RequestFields? fields = Try(Name, () => BlueprintFields.Step(Name, Type, StepConfiguration.From(Configuration), ParentStepUuid?.Uuid, ConditionState));
        if (fields is not null
            && ShouldProcess($"step '{Name}' ({Type}) of the automation blueprint {blueprint}", "Add")
            && Try(blueprint, client => client.SendAsync(Endpoints.CreateBlueprintStep.At(blueprint), fields, Cancellation)) is { } step)
        {
            Emit(step);
        }
    }
}
