namespace Plannr.PowerShell.Automations;

/// <summary>Waits for executions to finish and returns each one as it does. Polling costs one request per 200 executions.</summary>
/// <include file='Wait-PlannrAutomationExecution.xml' path='help/*'/>
[Cmdlet(VerbsLifecycle.Wait, "PlannrAutomationExecution")]
[OutputType(typeof(AutomationExecution))]
public sealed class WaitPlannrAutomationExecutionCommand : ConnectedCommand
{
    private readonly HashSet<(PlannrConnection Connection, Guid Uuid)> _executions = [];
    private readonly Dictionary<Guid, Account> _accounts = [];
    private readonly HashSet<string> _warned = [];
    private List<ExecutionWait> _waits = [];
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
    [Texts]
    public string[]? Status { get; set; }

    /// <summary>Asks for the account that each execution ran for (include=account).</summary>
    [Parameter]
    public SwitchParameter IncludeAccount { get; set; }

    private protected override void Process()
    {
        foreach (ExecutionReference reference in Uuid)
        {
            _executions.UnionWith(Connections.Find(reference).Select(connection => (connection, reference.Uuid)));
            if (reference.Record is AutomationExecution { Account: { } account })
            {
                _accounts[reference.Uuid] = account;
            }
        }
    }

    private protected override void End()
    {
        StartProgress("Waiting for automation executions");
        _waits = [.. _executions
            .GroupBy(execution => execution.Connection, execution => execution.Uuid)
            .Select(group => new ExecutionWait(this, group.Key, [.. group], CreateOptions()))];
        try
        {
            while (Next() is var (wait, results))
            {
                Write(wait, results);
                ShowProgress();
            }
        }
        finally
        {
            _waits.ForEach(wait => wait.Dispose());
        }
    }

    private AutomationExecutionWaitOptions CreateOptions()
    {
        var options = new AutomationExecutionWaitOptions
        {
            PollInterval = TimeSpan.FromSeconds(PollIntervalSec),
            Timeout = TimeoutSec is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
            IncludeAccount = IncludeAccount,
            Progress = WarnAboutEnded,
        };
        if (Wildcards.From(Status) is { } ends)
        {
            options.IsEnd = ends.Match;
        }

        return options;
    }

    private void Write(ExecutionWait wait, IReadOnlyList<AutomationExecutionResult> results)
    {
        foreach (AutomationExecutionResult result in results)
        {
            _ended++;
            if (result.Execution is { Account: null } execution && _accounts.TryGetValue(result.Uuid, out Account? account))
            {
                execution.Account = account;
            }

            if (result.Error is null)
            {
                Emit(result.Execution);
            }
            else
            {
                result.Error.ConnectionName = wait.Connection.Name;
                EmitError(result.Error, result.Error is PlannrWaitTimeoutException && result.Execution is { } last ? last : result.Uuid);
            }
        }
    }

    /// <summary>Warns once about each status that ends an execution, but not the wait: the wait may never end.</summary>
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
            Observer.Warning($"The execution {execution.Uuid} is {status}, which -Status {string.Join(", ", Status)} does not match, so the wait goes on. Add {status} to -Status if that ends it, or use -TimeoutSec.");
        }
    }

    /// <summary>Minutes can pass between two polls: the state at the last one is shown meanwhile.</summary>
    private protected override void OnWaiting() => ShowProgress();

    /// <summary>Returns what has ended over one of the connections, or null if nothing is waited for any longer.</summary>
    private (ExecutionWait Wait, IReadOnlyList<AutomationExecutionResult> Results)? Next()
    {
        List<ExecutionWait> waits = _waits.FindAll(wait => !wait.IsOver);
        if (waits.Count == 0)
        {
            return null;
        }

        try
        {
            return Await(async () =>
            {
                Task first = await Task.WhenAny(waits.Select(wait => wait.NextAsync())).ConfigureAwait(false);
                ExecutionWait next = waits.First(wait => wait.NextAsync() == first);
                return (next, await next.TakeAsync().ConfigureAwait(false));
            });
        }
        catch (PlannrException exception)
        {
            Fail(exception, exception.ConnectionName);
            return null;
        }
    }

    private void ShowProgress()
    {
        int total = _executions.Count;
        if (_waits.SelectMany(wait => wait.Running).FirstOrDefault() is not { } first)
        {
            if (_ended > 0)
            {
                Progress!.Show(_ended, total);
            }
            else
            {
                Progress!.ShowAgain();
            }

            return;
        }

        AutomationStep? step = first.NextStep ?? first.Steps.FirstOrDefault(candidate => !AutomationStatus.IsCompleted(candidate.Status));
        int position = step?.Position ?? Math.Min(first.CompletedStepCount + 1, first.StepCount);
        string text = $"{first.Name}: step {position} of {first.StepCount} {step?.Name}".TrimEnd();
        int percent = first.StepCount == 0 ? -1 : Math.Min(100, 100 * first.CompletedStepCount / first.StepCount);
        Progress!.Show(total > 1 ? $"{_ended} of {total} ended. {text}" : text, total > 1 ? 100 * _ended / total : percent);
    }
}
