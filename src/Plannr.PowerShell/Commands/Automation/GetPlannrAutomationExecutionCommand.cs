using System;
using System.Management.Automation;
using System.Threading.Tasks;
using Plannr.PowerShell.Pipeline;

namespace Plannr.PowerShell.Commands.Automation;

/// <summary>
/// Gets automation executions by their UUIDs, several side by side, in the order in which they were asked for. A UUID that fails gives
/// an error, and the others go on.
/// </summary>
[Cmdlet(VerbsCommon.Get, "PlannrAutomationExecution", DefaultParameterSetName = ExecutionSet)]
[OutputType(typeof(AutomationExecution))]
public sealed class GetPlannrAutomationExecutionCommand : ConnectedCommand
{
    /// <summary>The default, because PowerShell tries it first: a step has a UUID of its own too, which must not be taken for its execution's.</summary>
    private const string ExecutionSet = "Execution";
    private const string UuidSet = "Uuid";

    private OrderedWindow<Guid, AutomationExecution>? _window;

    /// <summary>The UUIDs of the executions. Objects with a property Uuid or Id can be piped in.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = UuidSet)]
    [Alias("Id")]
    public Guid[] Uuid { get; set; } = [];

    /// <summary>
    /// The UUIDs of the executions, as steps carry them: a step that is piped in gives the execution that it belongs to, never one with
    /// the step's own UUID. The same holds for steps that came back from a file or a background job.
    /// </summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = ExecutionSet)]
    public Guid[] ExecutionUuid { get; set; } = [];

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
        foreach (Guid uuid in ParameterSetName == ExecutionSet ? ExecutionUuid : Uuid)
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

    private Task<AutomationExecution> GetAsync(Guid uuid) =>
        Send(client => client.GetAutomationExecutionAsync(uuid, IncludeAccount, Observer, Cancellation));

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
            Emit(execution);
        }
    }
}
