namespace Plannr.PowerShell.Blueprints;

/// <summary>Creates an automation blueprint without steps. The blueprint is inactive unless you use -Active. To add steps, use Add-PlannrAutomationBlueprintStep.</summary>
/// <remarks>
/// Calls POST /api/v1/automation-blueprints. The public reference describes the endpoint and its fields. It does not list the triggers, the fields
/// for conditions or the options for the configuration. The API has no documented endpoint to change or delete a blueprint, so use Plannr to activate,
/// rename or delete it. The request is retried only if the API rejected it because of the rate limit (429) or if it never reached the server, so no
/// blueprint is created twice.
/// </remarks>
/// <include file='New-PlannrAutomationBlueprint.xml' path='help/*'/>
[Cmdlet(VerbsCommon.New, "PlannrAutomationBlueprint", SupportsShouldProcess = true)]
[OutputType(typeof(AutomationBlueprint))]
public sealed class NewPlannrAutomationBlueprintCommand : ConnectedCommand
{
    /// <summary>Specifies the name of the blueprint.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = string.Empty;

    /// <summary>Specifies the event that triggers the blueprint, such as client.created. Any text is accepted, because not all triggers are documented. By default, the blueprint has no trigger and is started manually.</summary>
    [Parameter(Position = 1)]
    [ArgumentCompleter(typeof(BlueprintTriggerCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Trigger { get; set; }

    /// <summary>Activates the blueprint immediately. By default, the blueprint is inactive.</summary>
    [Parameter]
    public SwitchParameter Active { get; set; }

    /// <summary>Specifies the conditions that a client must meet: hashtables with the keys "field", "operator" (equals, not_equal_to, more_than, less_than, ...) and "value", objects with properties of the same names, or the conditions of another blueprint. By default, there are no conditions.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ConditionCompleter))]
    [ValidateNotNull]
    public object[]? Condition { get; set; }

    /// <summary>Specifies further options for the trigger: a hashtable or an object with the option names that the API uses, which are not documented. By default, there are no further options.</summary>
    [Parameter]
    [ValidateNotNull]
    public object? Configuration { get; set; }

    private protected override void Process()
    {
        RequestFields? fields = Try(Name, () => BlueprintFields.Blueprint(Name, Trigger, Active, ConditionList.From(Condition), PlainObject.From(Configuration) switch
        {
            null => null,
            IEnumerable options and not string => options,
            _ => throw InvalidInput.Because("The configuration of the blueprint must be a hashtable or an object.", "Specify -Configuration as a hashtable whose keys are the option names that the API uses."),
        }));
        if (fields is not null
            && ShouldProcess($"automation blueprint '{Name}', {(Active ? "active" : "inactive")}", "Create")
            && Try(Name, client => client.SendAsync(Endpoints.CreateBlueprint, fields, Cancellation)) is { } blueprint)
        {
            if (ConditionList.NotSent(Condition) is { Length: > 0 } lost)
            {
                WriteWarning($"Some fields of the original conditions were not copied to '{blueprint}' ({blueprint.Uuid}), because this module does not recognise them: {string.Join(", ", lost)}. Check the conditions in Plannr.");
            }

            Emit(blueprint);
        }
    }
}
