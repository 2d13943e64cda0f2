namespace Plannr.PowerShell.Automations;

/// <summary>Gets automation executions, by UUID or as a list. Lists stream page by page; UUIDs are requested in parallel and returned in the order of the input.</summary>
/// <include file='Get-PlannrAutomationExecution.xml' path='help/*'/>
[Cmdlet(VerbsCommon.Get, "PlannrAutomationExecution", DefaultParameterSetName = ListSet, SupportsPaging = true)]
[OutputType(typeof(AutomationExecution))]
public sealed class GetPlannrAutomationExecutionCommand : AutomationSourceCommand
{
    /// <summary>The state of the execution as the API words it, such as in_progress. Wildcards are possible.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [Pattern]
    [ArgumentCompleter(typeof(ExecutionStatusCompleter))]
    [Texts]
    public string[]? Status { get; set; }

    /// <summary>The name of the execution, which is that of its blueprint. Wildcards are possible.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [Pattern]
    [ArgumentCompleter(typeof(ExecutionNameCompleter))]
    [Texts]
    public string[]? Name { get; set; }

    /// <summary>Only executions that failed or in which a step reported an error.</summary>
    [Parameter]
    public SwitchParameter WithError { get; set; }

    /// <summary>Includes the account, as lists do anyway. With -BlueprintUuid, executions are also requested by UUID. If the API does not return the account, Account is empty.</summary>
    [Parameter]
    public SwitchParameter IncludeAccount { get; set; }

    private protected override bool NeedsAccountByUuid => IncludeAccount;

    private protected override bool FetchesAfterList => IncludeAccount;

    private protected override ExecutionFilter CreateFilter() => new(this, StatusPatterns.From(nameof(Status), Status), Name, WithError);

    private protected override void WriteExecution(AutomationExecution execution) => Emit(execution);
}
