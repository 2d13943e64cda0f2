using System;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using Plannr.PowerShell.Pipeline;
using Plannr.PowerShell.Rows;

namespace Plannr.PowerShell.Commands.Automation;

/// <summary>
/// Gets the steps of automation executions as flat rows, each with what one wants to know of its execution beside it. Ready for Export-Csv,
/// Group-Object and spreadsheets: one readable value a cell, and times that are ISO 8601 as text in every culture. Executions that are piped
/// in are laid out as they are, without a request, and need no connection; they show their account where they were fetched with it.
/// </summary>
[Cmdlet(VerbsCommon.Get, "PlannrAutomationStep", DefaultParameterSetName = ExecutionSet)]
[OutputType(typeof(AutomationStepRow))]
public sealed class GetPlannrAutomationStepCommand : ConnectedCommand
{
    /// <summary>The default, because PowerShell tries it first: a step has a UUID of its own too, which must not be taken for its execution's.</summary>
    private const string ExecutionSet = "Execution";
    private const string UuidSet = "Uuid";
    private const string InputObjectSet = "InputObject";

    private OrderedWindow<Guid, AutomationExecution>? _window;
    private WildcardPattern[]? _names;

    /// <summary>The executions whose steps to lay out, as Get-PlannrAutomationExecution gives them.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = InputObjectSet)]
    public AutomationExecution[] InputObject { get; set; } = [];

    /// <summary>The UUIDs of the executions. Objects with a property Uuid or Id can be piped in.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = UuidSet)]
    [Alias("Id")]
    public Guid[] Uuid { get; set; } = [];

    /// <summary>The UUIDs of the executions, as steps and rows carry them.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = ExecutionSet)]
    public Guid[] ExecutionUuid { get; set; } = [];

    /// <summary>The states of the steps to give, as the API words them, such as completed or failed. Letter case makes no difference. All without it.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? Status { get; set; }

    /// <summary>The names of the steps to give. Wildcards are possible, letter case makes no difference. All without it.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? Name { get; set; }

    /// <summary>Gives the steps alone that failed, by their state or by an error in what they reported: a step can be completed and still hold an error.</summary>
    [Parameter]
    public SwitchParameter WithError { get; set; }

    /// <summary>How many requests may run side by side. 8 by default.</summary>
    [Parameter]
    [ValidateRange(1, 64)]
    public int ThrottleLimit { get; set; } = 8;

    /// <summary>Makes ready to work on several UUIDs side by side.</summary>
    protected override void BeginProcessing()
    {
        _names = Name?.Select(name => new WildcardPattern(name, WildcardOptions.IgnoreCase)).ToArray();
    }

    /// <summary>Lays out the executions that came, or starts on their UUIDs, and writes what is there by now.</summary>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == InputObjectSet)
        {
            foreach (AutomationExecution execution in InputObject)
            {
                Write(execution);
            }

            return;
        }

        if (_window is null)
        {
            base.BeginProcessing();
            _window = new OrderedWindow<Guid, AutomationExecution>(ThrottleLimit, GetAsync, Cancellation);
        }

        foreach (Guid uuid in ParameterSetName == ExecutionSet ? ExecutionUuid : Uuid)
        {
            while (_window.IsFull)
            {
                WriteNext();
            }

            _window.Add(uuid);
            while (_window.IsReady)
            {
                WriteNext();
            }
        }
    }

    /// <summary>Writes the rest as it comes.</summary>
    protected override void EndProcessing()
    {
        while (_window is { IsEmpty: false })
        {
            WriteNext();
        }
    }

    private Task<AutomationExecution> GetAsync(Guid uuid) =>
        Send(client => client.GetAutomationExecutionAsync(uuid, includeAccount: true, Observer, Cancellation));

    private void WriteNext()
    {
        (Guid uuid, Task<AutomationExecution> result) = _window!.Take();
        AutomationExecution? execution = null;
        try
        {
            execution = Await(result);
        }
        catch (PlannrNotConnectedException exception)
        {
            Fail(exception, uuid);
        }
        catch (PlannrException exception)
        {
            EmitError(exception, uuid);
        }

        if (execution is not null)
        {
            Write(execution);
        }
    }

    private void Write(AutomationExecution execution)
    {
        foreach (AutomationStepRow row in StepRows.Of(execution).Where(IsWanted))
        {
            Emit(row);
        }
    }

    private bool IsWanted(AutomationStepRow row) =>
        (!WithError || row.HasError)
        && (Status is null || Status.Contains(row.Status, StringComparer.OrdinalIgnoreCase))
        && (_names is null || Array.Exists(_names, name => name.IsMatch(row.Name ?? string.Empty)));
}
