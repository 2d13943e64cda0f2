using System;
using System.Management.Automation;
using System.Threading.Tasks;
using Plannr.PowerShell.Pipeline;

namespace Plannr.PowerShell.Commands.Automation;

/// <summary>
/// Gets automation executions by their UUIDs, several side by side, in the order in which they were asked for. A UUID that fails gives
/// an error, and the others go on.
/// </summary>
[Cmdlet(VerbsCommon.Get, "PlannrAutomationExecution", DefaultParameterSetName = UuidSet)]
[OutputType(typeof(AutomationExecution))]
public sealed class GetPlannrAutomationExecutionCommand : ConnectedCommand
{
    private const string UuidSet = "Uuid";
    private const string StepSet = "Step";

    private OrderedWindow<Guid, AutomationExecution>? _window;

    /// <summary>The UUIDs of the executions. Objects with a property Uuid, Id or ExecutionUuid can be piped in.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = UuidSet)]
    [Alias("Id", "ExecutionUuid")]
    public Guid[] Uuid { get; set; } = [];

    /// <summary>Steps of executions, from the pipeline: gets the execution that each belongs to, never one with the step's own UUID.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = StepSet)]
    [ValidateNotNull]
    public AutomationStep Step { get; set; } = null!;

    /// <summary>
    /// Asks for the account that the execution ran for (include=account). Whether the API heeds this for a single execution is not
    /// documented; where it does not, Account stays empty.
    /// </summary>
    [Parameter]
    public SwitchParameter IncludeAccount { get; set; }

    /// <summary>How many requests may run side by side. 8 by default.</summary>
    [Parameter]
    [ValidateRange(1, 64)]
    public int ThrottleLimit { get; set; } = 8;

    /// <summary>Makes ready to work on several UUIDs side by side.</summary>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _window = new OrderedWindow<Guid, AutomationExecution>(ThrottleLimit, GetAsync, Cancellation);
    }

    /// <summary>Starts on the UUIDs that came, and writes what is there by now.</summary>
    protected override void ProcessRecord()
    {
        foreach (Guid uuid in UuidsOfRecord())
        {
            while (_window!.IsFull)
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
        while (!_window!.IsEmpty)
        {
            WriteNext();
        }
    }

    private Guid[] UuidsOfRecord()
    {
        if (ParameterSetName == UuidSet)
        {
            return Uuid;
        }

        if (Step.ExecutionUuid is { } uuid)
        {
            return [uuid];
        }

        EmitError(
            new PlannrInvalidRequestException(default, $"The step '{Step}' does not say which execution it belongs to.", "Give the execution's UUID with -Uuid."),
            Step);
        return [];
    }

    private Task<AutomationExecution> GetAsync(Guid uuid) =>
        Client.GetAutomationExecutionAsync(uuid, IncludeAccount, Observer, Cancellation);

    private void WriteNext()
    {
        (Guid uuid, Task<AutomationExecution> result) = _window!.Take();
        AutomationExecution? execution = null;
        try
        {
            execution = Await(result);
        }
        catch (PlannrException exception)
        {
            EmitError(exception, uuid);
        }

        if (execution is not null)
        {
            Emit(execution);
        }
    }
}
