namespace Plannr.PowerShell.Tasks;

/// <summary>Completes tasks, or reopens completed ones. Returns no output.</summary>
/// <include file='Complete-PlannrTask.xml' path='help/*'/>
[Cmdlet(VerbsLifecycle.Complete, "PlannrTask", DefaultParameterSetName = "Complete", SupportsShouldProcess = true)]
[OutputType(typeof(void))]
public sealed class CompletePlannrTaskCommand : ConnectedCommand
{
    /// <summary>Specifies the tasks: UUIDs, task objects, or rows with a TaskUuid column.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("Id", "TaskUuid")]
    [ArgumentCompleter(typeof(TaskCompleter))]
    public TaskReference[] Uuid { get; set; } = [];

    /// <summary>Reopens the tasks instead of completing them.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Undo")]
    public SwitchParameter Undo { get; set; }

    /// <summary>Specifies the UUID of the status that the reopened tasks get. Each firm defines its own statuses. To see the statuses in use, run (Get-PlannrTask).Status.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Undo")]
    [ArgumentCompleter(typeof(TaskStatusCompleter))]
    public Guid TaskStatusUuid { get; set; }

    private protected override void Process()
    {
        foreach (TaskReference reference in Uuid)
        {
            Endpoint endpoint = Undo ? Endpoints.ReopenTask.At(reference.Uuid, TaskStatusUuid) : Endpoints.CompleteTask.At(reference.Uuid);
            if (TrySelectConnection(reference.Value, reference) && ShouldProcess($"task '{reference}'", Undo ? "Reopen" : "Complete"))
            {
                Try<object>(reference.Value, async client => await client.ActAsync(endpoint, new RequestFields(), Cancellation).ConfigureAwait(false));
            }
        }
    }
}
