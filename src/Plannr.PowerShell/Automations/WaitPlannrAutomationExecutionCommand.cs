namespace Plannr.PowerShell.Automations;

/// <summary>Waits for executions to finish and returns each one as it does. Polling costs one request per 200 executions.</summary>
/// <include file='Wait-PlannrAutomationExecution.xml' path='help/*'/>
[Cmdlet(VerbsLifecycle.Wait, "PlannrAutomationExecution")]
[OutputType(typeof(AutomationExecution))]
public sealed class WaitPlannrAutomationExecutionCommand : ConnectedCommand
{
    private readonly List<Guid> _uuids = [];
    private readonly HashSet<string> _warned = [];
    private IReadOnlyList<AutomationExecution> _running = [];
    private long? _total;
    private int _ended;

    /// <summary>Specifies the executions to wait for: UUIDs, executions, or steps, which stand for their execution.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("Id", "ExecutionUuid")]
    [ArgumentCompleter(typeof(ExecutionCompleter))]
    [AllowNull] // Otherwise null from the pipeline would be the engine's own error.
    public ExecutionReference[] Uuid { get; set; } = [];

    /// <summary>Specifies the timeout in seconds. An execution that has not finished by then writes the error PlannrWaitTimeout. By default, there is no timeout.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int? TimeoutSec { get; set; }

    /// <summary>How many seconds lie between two looks at first. 5 by default; it grows to 30 while nothing changes.</summary>
    [Parameter]
    [ValidateRange(1, 3600)]
    public int PollIntervalSec { get; set; } = 5;

    /// <summary>Specifies the states that end the wait; wildcards are permitted. By default, every state that does not mean running. Include the states of failure, or use -TimeoutSec.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [Pattern]
    [ArgumentCompleter(typeof(ExecutionStatusCompleter))]
    public string[]? Status { get; set; }

    /// <summary>Asks for the account that each execution ran for (include=account).</summary>
    [Parameter]
    public SwitchParameter IncludeAccount { get; set; }

    private protected override void Process() => _uuids.AddRange(Uuid.Select(reference => reference.Uuid));

    private protected override void End()
    {
        StartProgress("Waiting for automation executions");
        Wildcards? ends = Wildcards.From(Status);
        var options = new AutomationExecutionWaitOptions
        {
            PollInterval = TimeSpan.FromSeconds(PollIntervalSec),
            Timeout = TimeoutSec is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
            IncludeAccount = IncludeAccount,
            Progress = running =>
            {
                Volatile.Write(ref _running, running);
                WarnAboutEnded(running);
            },
        };
        if (ends is not null)
        {
            options.IsEnd = ends.Match;
        }

        using IPlannrPages<AutomationExecutionResult> ended = Client.WaitForExecutions(_uuids, options);
        _total = ended.TotalCount;
        while (Next(ended) is { } results)
        {
            foreach (AutomationExecutionResult result in results)
            {
                _ended++;
                if (result.Error is null)
                {
                    Emit(result.Execution);
                }
                else
                {
                    EmitError(result.Error, result.Error is PlannrWaitTimeoutException && result.Execution is { } last ? last : result.Uuid);
                }
            }

            ShowProgress();
        }
    }

    /// <summary>Warns once about each status that ends an execution, but not the wait: the wait may never end.</summary>
    private void WarnAboutEnded(IReadOnlyList<AutomationExecution> waiting)
    {
        foreach (AutomationExecution execution in waiting)
        {
            if (Status is not null && execution.Status is { Length: > 0 } status && !AutomationStatus.IsRunning(status) && _warned.Add(status))
            {
                Observer.Warning($"The execution {execution.Uuid} is {status}, which -Status {string.Join(", ", Status)} does not match, so the wait goes on. Add {status} to -Status if that ends it, or use -TimeoutSec.");
            }
        }
    }

    /// <summary>Minutes can pass between two polls: the state at the last one is shown meanwhile.</summary>
    private protected override void OnWaiting() => ShowProgress();

    private IReadOnlyList<AutomationExecutionResult>? Next(IPlannrPages<AutomationExecutionResult> ended)
    {
        try
        {
            return Await(() => Send(_ => ended.NextAsync(Cancellation)));
        }
        catch (PlannrException exception)
        {
            Fail(exception, CurrentConnection.Name);
            return null;
        }
    }

    private void ShowProgress()
    {
        IReadOnlyList<AutomationExecution> running = Volatile.Read(ref _running);
        if (running.Count == 0)
        {
            if (_ended > 0)
            {
                Progress!.Show(_ended, _total);
            }
            else
            {
                Progress!.ShowAgain();
            }

            return;
        }

        AutomationExecution first = running[0];
        AutomationStep? step = first.NextStep ?? first.Steps.FirstOrDefault(candidate => !AutomationStatus.IsCompleted(candidate.Status));
        int position = step?.Position ?? Math.Min(first.CompletedStepCount + 1, first.StepCount);
        string text = $"{first.Name}: step {position} of {first.StepCount} {step?.Name}".TrimEnd();
        int percent = first.StepCount == 0 ? -1 : Math.Min(100, 100 * first.CompletedStepCount / first.StepCount);
        Progress!.Show(_total > 1 ? $"{_ended} of {_total} ended. {text}" : text, _total > 1 ? (int)(100 * _ended / _total.Value) : percent);
    }
}
