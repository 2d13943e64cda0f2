namespace Plannr.PowerShell.Automations;

/// <summary>Gets the steps of automation executions, one flat row per step. Each row includes the details of its execution. If you specify no executions, the cmdlet gets the steps of all executions.</summary>
/// <include file='Get-PlannrAutomationStep.xml' path='help/*'/>
[Cmdlet(VerbsCommon.Get, "PlannrAutomationStep", DefaultParameterSetName = ListSet, SupportsPaging = true)]
[OutputType(typeof(AutomationStepRow))]
public sealed class GetPlannrAutomationStepCommand : AutomationSourceCommand
{
    private Wildcards? _names;
    private StatusPatterns? _states;
    private Wildcards? _errors;

    /// <summary>Specifies step statuses as reported by the API, such as completed or failed. Wildcards are permitted; case is ignored. By default, steps with any status are returned.</summary>
    [Parameter]
    [SupportsWildcards]
    [Pattern]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(StepStatusCompleter))]
    [Texts]
    public string[]? Status { get; set; }

    /// <summary>Specifies the names of the steps. Wildcards are permitted; case is ignored. By default, steps with any name are returned.</summary>
    [Parameter]
    [SupportsWildcards]
    [Pattern]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(StepNameCompleter))]
    [Texts]
    public string[]? Name { get; set; }

    /// <summary>Returns only steps that failed or reported an error. A step can be completed and still report an error.</summary>
    [Parameter]
    public SwitchParameter WithError { get; set; }

    /// <summary>Specifies the statuses, such as in_progress, of the executions whose steps are returned. Wildcards are permitted; case is ignored. By default, steps of executions with any status are returned.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [Pattern]
    [ArgumentCompleter(typeof(ExecutionStatusCompleter))]
    [Texts]
    public string[]? ExecutionStatus { get; set; }

    /// <summary>Specifies the names of the executions whose steps are returned. Wildcards are permitted; case is ignored. By default, steps of all executions are returned.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [Pattern]
    [ArgumentCompleter(typeof(ExecutionNameCompleter))]
    [Texts]
    public string[]? ExecutionName { get; set; }

    private protected override bool NeedsConnection => false;

    private protected override bool NeedsAccountByUuid => true;

    private protected override bool CountsExecutions => false;

    private protected override bool WritesAll => _names is null && _states is null && _errors is null && FailedAfter is null;

    /// <summary>Also filters executions by -WithError, because an execution has an error if any of its steps has one.</summary>
    private protected override ExecutionFilter CreateFilter() => new(this, ExecutionStatus is null ? null : new StatusPatterns(nameof(ExecutionStatus), ExecutionStatus), ExecutionName, WithError);

    private protected override void Begin()
    {
        _names = Wildcards.From(Name);
        _states = Status is null ? null : new StatusPatterns(nameof(Status), Status);
        _errors = Wildcards.From(ErrorLike);
        base.Begin();
    }

    private protected override void End()
    {
        base.End();
        _states?.Warn(this);
    }

    private protected override bool TryUse(ExecutionSource source)
    {
        if (source.Execution is { } execution)
        {
            WriteUnknownTotal();
            Offer(execution);
        }

        return source.Execution is not null;
    }

    private protected override void WriteExecution(AutomationExecution execution)
    {
        foreach (AutomationStepRow row in StepRows.Create(execution).Where((row, i) => IsWanted(row, execution.Steps[i], execution) && Quota.Takes()))
        {
            Emit(row);
        }
    }

    private bool IsWanted(AutomationStepRow row, AutomationStep step, AutomationExecution execution) =>
        (!WithError || row.HasError)
        && _states?.Match(row.Status) != false
        && _names?.Match(row.Name) != false
        && _errors?.MatchAny(step.Errors) != false
        && (FailedAfter is null || (row.HasError && (step.ExecutedAt ?? step.UpdatedAt ?? execution.UpdatedAt) >= FailedAfter));
}
