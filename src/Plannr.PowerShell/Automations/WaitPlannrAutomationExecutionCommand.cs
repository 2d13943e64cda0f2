namespace Plannr.PowerShell.Automations;

/// <summary>Waits for executions to finish and returns each one when it finishes. Each poll costs one request per 200 executions.</summary>
/// <include file='Wait-PlannrAutomationExecution.xml' path='help/*'/>
[Cmdlet(VerbsLifecycle.Wait, "PlannrAutomationExecution")]
[OutputType(typeof(AutomationExecution))]
public sealed class WaitPlannrAutomationExecutionCommand : ConnectedCommand
{
    private readonly HashSet<(PlannrConnection Connection, Guid Uuid)> _executions = [];
    private readonly Dictionary<(PlannrConnection, Guid), Account> _accounts = [];
    private readonly HashSet<string> _warned = [];
    private RecordWait<AutomationExecution>? _wait;

    /// <summary>Specifies the executions to wait for: UUIDs, executions or steps.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("Id", "ExecutionUuid")]
    [ArgumentCompleter(typeof(ExecutionCompleter))]
    [AllowNull] // Otherwise, null from the pipeline would cause PowerShell's own error.
    public ExecutionReference[] Uuid { get; set; } = [];

    /// <summary>Specifies the timeout in seconds. For each execution that has not finished when the timeout expires, the error PlannrWaitTimeout is written. By default, there is no timeout.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int? TimeoutSec { get; set; }

    /// <summary>Specifies the number of seconds between the first polls. The default is 5. While nothing changes, an interval of less than 30 seconds grows to 30 seconds.</summary>
    [Parameter]
    [ValidateRange(1, 3600)]
    public int PollIntervalSec { get; set; } = 5;

    /// <summary>Specifies the statuses that end the wait. Wildcards are permitted; case is ignored. By default, any status ends the wait, unless it means that the execution is running. Include the statuses that mean failure, or use -TimeoutSec; otherwise, the wait may never end.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [Pattern]
    [ArgumentCompleter(typeof(ExecutionStatusCompleter))]
    [Texts]
    public string[]? Status { get; set; }

    /// <summary>Includes the account that each execution ran for.</summary>
    [Parameter]
    public SwitchParameter IncludeAccount { get; set; }

    private protected override void Process()
    {
        foreach (ExecutionReference reference in Uuid)
        {
            foreach (PlannrConnection connection in Connections.Find(reference))
            {
                _executions.Add((connection, reference.Uuid));
                if (reference.Record is AutomationExecution { Account: { } account })
                {
                    _accounts[(connection, reference.Uuid)] = account;
                }
            }
        }
    }

    private protected override void End()
    {
        _wait = new RecordWait<AutomationExecution>(this, StartProgress("Waiting for automation executions"), Describe);
        _wait.Run(_executions, CreateOptions, Emit);
    }

    private WaitOptions<AutomationExecution> CreateOptions(PlannrConnection connection)
    {
        Wildcards? ends = Wildcards.From(Status);
        return new WaitOptions<AutomationExecution>
        {
            Poll = (uuids, cancellation) => PollAsync(connection, uuids, cancellation),
            PollInterval = TimeSpan.FromSeconds(PollIntervalSec),
            Timeout = TimeoutSec is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
            IsEnd = execution => ends?.Match(execution.Status) ?? ((IBackgroundWork)execution).HasEnded,
            Progress = WarnAboutEnded,
        };
    }

    /// <summary>Gets the executions, and adds the accounts that they had in the input.</summary>
    private async Task<IReadOnlyList<RecordResult<AutomationExecution>>> PollAsync(PlannrConnection connection, IReadOnlyList<Guid> uuids, CancellationToken cancellationToken)
    {
        IReadOnlyList<RecordResult<AutomationExecution>> results = await Connections.GetClient(connection).GetExecutionsAsync(uuids, IncludeAccount, cancellationToken).ConfigureAwait(false);
        foreach (RecordResult<AutomationExecution> result in results)
        {
            if (result.Record is { Account: null } execution && _accounts.TryGetValue((connection, result.Uuid), out Account? account))
            {
                execution.Account = account;
            }
        }

        return results;
    }

    /// <summary>Warns once for each final status that -Status does not match, because the wait may then never end.</summary>
    private void WarnAboutEnded(IReadOnlyList<AutomationExecution> waiting)
    {
        lock (_warned)
        {
            waiting.ToList().ForEach(WarnAboutEnded);
        }
    }

    private void WarnAboutEnded(AutomationExecution execution)
    {
        if (Status is not null && execution.Status is { Length: > 0 } status && !AutomationStatus.IsRunning(status) && _warned.Add(status))
        {
            Observer.Warning($"The execution {execution.Uuid} has the status {status}, which does not match -Status {string.Join(", ", Status)}, so the wait continues. Add {status} to -Status to end the wait, or use -TimeoutSec.");
        }
    }

    private protected override void OnWaiting() => _wait?.ShowProgress();

    private static (string Text, int Percent) Describe(AutomationExecution execution)
    {
        AutomationStep? step = execution.NextStep ?? execution.Steps.FirstOrDefault(candidate => !AutomationStatus.IsCompleted(candidate.Status));
        int position = step?.Position ?? Math.Min(execution.CompletedStepCount + 1, execution.StepCount);
        string text = $": step {position} of {execution.StepCount}{(string.IsNullOrWhiteSpace(step?.Name) ? string.Empty : $" ({step!.Name})")}";
        return ($"{execution}{(execution.StepCount == 0 ? string.Empty : text)}", execution.StepCount == 0 ? -1 : Math.Min(100, 100 * execution.CompletedStepCount / execution.StepCount));
    }
}
