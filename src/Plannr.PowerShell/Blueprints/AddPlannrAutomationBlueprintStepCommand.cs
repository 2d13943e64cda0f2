namespace Plannr.PowerShell.Blueprints;

/// <summary>Adds a step to an automation blueprint. Returns the new step.</summary>
/// <remarks>
/// Calls POST /api/v1/automation-blueprints/{uuid}/blueprint-steps. The public reference describes the endpoint and its fields. It names only
/// two step types, client.create and mail.send, and documents no step parameters. For examples, see a blueprint that was created in Plannr. The
/// request is retried only if the API rejected it because of the rate limit (429) or if it never reached the server, so no step is created twice.
/// </remarks>
/// <include file='Add-PlannrAutomationBlueprintStep.xml' path='help/*'/>
[Cmdlet(VerbsCommon.Add, "PlannrAutomationBlueprintStep", SupportsShouldProcess = true)]
[OutputType(typeof(BlueprintStep))]
public sealed class AddPlannrAutomationBlueprintStepCommand : ConnectedCommand
{
    /// <summary>Specifies the blueprint: its UUID, or the blueprint object.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("Blueprint")]
    [ArgumentCompleter(typeof(BlueprintCompleter))]
    public BlueprintReference BlueprintUuid { get; set; } = null!;

    /// <summary>Specifies the name of the step.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [ArgumentCompleter(typeof(StepNameCompleter))]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = string.Empty;

    /// <summary>Specifies the type of the step: condition, or the type of an action, such as mail.send. Any text is accepted, because the API does not document all types.</summary>
    [Parameter(Mandatory = true, Position = 2)]
    [ArgumentCompleter(typeof(BlueprintStepTypeCompleter))]
    [ValidateNotNullOrEmpty]
    public string Type { get; set; } = string.Empty;

    /// <summary>Specifies the parameters of the step as a hashtable. A plain value is a constant; a reference, such as @{ ref = 'trigger.account.uuid' }, is resolved each time the step runs. A hashtable that has a params key is sent unchanged, except that the keys params, type and value, and the types const and ref, are converted to lower case. A list of hashtables is sent as a list, because the API reference also shows that form. For a step without parameters, specify @{}.</summary>
    [Parameter(Mandatory = true, Position = 3)]
    [ValidateNotNull]
    public object Configuration { get; set; } = null!;

    /// <summary>Specifies the preceding step: its UUID, or the step object. If you omit this parameter, the new step becomes a root step.</summary>
    [Parameter]
    [Alias("Parent")]
    [ArgumentCompleter(typeof(BlueprintStepCompleter))]
    public BlueprintStepReference? ParentStepUuid { get; set; }

    /// <summary>Specifies the branch of the preceding condition. Steps on the yes (or true) branch run if the condition is met; steps on the no (or false) branch run if it is not. This parameter is required if the preceding step is a condition. Otherwise, omit it: by default, the step is not on a branch.</summary>
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

        if (!TrySelectConnection(BlueprintUuid.Value, BlueprintUuid))
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
