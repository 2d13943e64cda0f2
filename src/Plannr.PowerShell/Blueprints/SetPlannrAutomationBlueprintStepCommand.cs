namespace Plannr.PowerShell.Blueprints;

/// <summary>Changes a step of an automation blueprint, or moves it with all that follows it, and gives it back as it is then.</summary>
/// <remarks>
/// Calls GET /api/v1/automation-blueprints/{uuid}, then PUT /api/v1/automation-blueprints/{uuid}/blueprint-steps/{uuid}. The public reference documents
/// both. Whether the PUT keeps what is not sent is not documented; so the step is read first, and its name, type, configuration, parent and side of a
/// condition are sent whole, with the changes in them; a warning names what else the step has. What someone else changes in the step between the two requests is overwritten.
/// </remarks>
/// <include file='Set-PlannrAutomationBlueprintStep.xml' path='help/*'/>
[Cmdlet(VerbsCommon.Set, "PlannrAutomationBlueprintStep", SupportsShouldProcess = true, DefaultParameterSetName = StaySet)]
[OutputType(typeof(BlueprintStep))]
public sealed class SetPlannrAutomationBlueprintStepCommand : ConnectedCommand
{
    private const string MoveSet = "Move";
    private const string RootSet = "Root";
    private const string StaySet = "Stay";

    /// <summary>The UUID of the blueprint. Steps that are piped in carry it.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(BlueprintCompleter))]
    public BlueprintReference BlueprintUuid { get; set; } = null!;

    /// <summary>The step, or its UUID. No other record's UUID is taken for a step's.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipeline = true)]
    [Alias("StepUuid")]
    [ArgumentCompleter(typeof(BlueprintStepCompleter))]
    public BlueprintStepReference Uuid { get; set; } = null!;

    /// <summary>The new name.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    /// <summary>The new type of the action or of the condition. An open list.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(BlueprintStepTypeCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Type { get; set; }

    /// <summary>The new parameters in the place of all old ones, in the forms that Add-PlannrAutomationBlueprintStep takes.</summary>
    [Parameter]
    [ValidateNotNull]
    public object? Configuration { get; set; }

    /// <summary>The new step before, its UUID or the step itself: this moves the step with all that follows it.</summary>
    [Parameter(Mandatory = true, ParameterSetName = MoveSet)]
    [Alias("Parent")]
    [ArgumentCompleter(typeof(BlueprintStepCompleter))]
    public BlueprintStepReference? ParentStepUuid { get; set; }

    /// <summary>Takes the step before away: the step is a root then, and on no side of a condition.</summary>
    [Parameter(Mandatory = true, ParameterSetName = RootSet)]
    public SwitchParameter AsRoot { get; set; }

    /// <summary>
    /// On which side of the condition before it the step is: yes (or true) where that is met, no (or false) where it is not, null for on neither. Without
    /// this a step that is moved keeps its side.
    /// </summary>
    [Parameter(ParameterSetName = StaySet)]
    [Parameter(ParameterSetName = MoveSet)]
    [Alias("Branch")]
    [ArgumentCompleter(typeof(BranchCompleter))]
    [Branch]
    [AllowNull]
    public bool? ConditionState { get; set; }

    private protected override void Process()
    {
        BlueprintStepUpdate? update = Try(Uuid.Uuid, Update);
        if (update is null || !ShouldProcess($"{StepText.Describe(Uuid)} of the automation blueprint {BlueprintUuid}", "Change"))
        {
            return;
        }

        BlueprintStep? step = Try(Uuid.Uuid, client => update.SendAsync(client, BlueprintUuid.Uuid, Uuid.Uuid, Cancellation));
        if (update.NotSent.Count > 0)
        {
            WriteWarning($"Not sent with the step {Uuid}, because this module does not know what it means: {string.Join(", ", update.NotSent)}. Whether Plannr keeps it is not documented: look at the step there.");
        }

        if (step is not null)
        {
            Emit(step);
        }
    }

    private BlueprintStepUpdate Update()
    {
        bool changesSide = MyInvocation.BoundParameters.ContainsKey(nameof(ConditionState));
        return Name is null && Type is null && Configuration is null && ParameterSetName == StaySet && !changesSide
            ? throw InvalidInput.Because("There is nothing to change.", "Give -Name, -Type, -Configuration, -ParentStepUuid, -AsRoot or -ConditionState.")
            : new BlueprintStepUpdate
            {
                Name = Name,
                Type = Type,
                Configuration = Configuration is null ? null : StepConfiguration.From(Configuration),
                ParentStepUuid = ParentStepUuid?.Uuid,
                IsRoot = AsRoot,
                ConditionState = ConditionState,
                ClearsConditionState = changesSide && ConditionState is null,
            };
    }
}
