namespace Plannr.PowerShell.Blueprints;

/// <summary>Creates an automation blueprint without steps, inactive unless you use -Active. Add-PlannrAutomationBlueprintStep adds steps.</summary>
/// <remarks>
/// Calls POST /api/v1/automation-blueprints. The public reference documents the endpoint and its fields; it names no list of triggers, of fields
/// for conditions or of options for the configuration. The API documents no way to change or delete a blueprint: what is made here can be
/// activated, renamed and deleted in Plannr only. The request is sent again only where it was refused for its pace or never reached the server, so
/// that no blueprint is made twice.
/// </remarks>
/// <include file='New-PlannrAutomationBlueprint.xml' path='help/*'/>
[Cmdlet(VerbsCommon.New, "PlannrAutomationBlueprint", SupportsShouldProcess = true)]
[OutputType(typeof(AutomationBlueprint))]
public sealed class NewPlannrAutomationBlueprintCommand : ConnectedCommand
{
    /// <summary>The name.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = string.Empty;

    /// <summary>What triggers it, such as client.created. An open list. Without one it is started by hand.</summary>
    [Parameter(Position = 1)]
    [ArgumentCompleter(typeof(BlueprintTriggerCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Trigger { get; set; }

    /// <summary>Has it make executions from now on. Without this it is inactive.</summary>
    [Parameter]
    public SwitchParameter Active { get; set; }

    /// <summary>Specifies the conditions for a client: objects with field, operator (equals, not_equal_to, more_than, less_than, ...) and value, or the conditions of another blueprint.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ConditionCompleter))]
    [ValidateNotNull]
    public object[]? Condition { get; set; }

    /// <summary>Further options of the trigger, as a hashtable or an object with the API's own names, which are not documented.</summary>
    [Parameter]
    [ValidateNotNull]
    public object? Configuration { get; set; }

    private protected override void Process()
    {
        RequestFields? fields = Try(Name, () => BlueprintFields.Blueprint(Name, Trigger, Active, ConditionList.From(Condition), PlainObject.From(Configuration) switch
        {
            null => null,
            IEnumerable options and not string => options,
            _ => throw InvalidInput.Because("The configuration of a blueprint is not a set of names and values.", "Give -Configuration a hashtable with the API's own names."),
        }));
        if (fields is not null
            && ShouldProcess($"automation blueprint '{Name}', {(Active ? "active" : "inactive")}", "Create")
            && Try(Name, client => client.SendAsync(Endpoints.CreateBlueprint, fields, Cancellation)) is { } blueprint)
        {
            if (ConditionList.NotSent(Condition) is { Length: > 0 } lost)
            {
                WriteWarning($"Not in the conditions of '{blueprint}' ({blueprint.Uuid}), because this module does not know what it means: {string.Join(", ", lost)}. Look at them in Plannr.");
            }

            Emit(blueprint);
        }
    }
}
