namespace Plannr.PowerShell.Automations;

/// <summary>Gets automation executions, by UUID or as a list. A list is returned page by page, as the pages arrive. Executions specified by UUID are requested in parallel and returned in the order of the input.</summary>
/// <include file='Get-PlannrAutomationExecution.xml' path='help/*'/>
[Cmdlet(VerbsCommon.Get, "PlannrAutomationExecution", DefaultParameterSetName = ListSet, SupportsPaging = true)]
[OutputType(typeof(AutomationExecution))]
public sealed class GetPlannrAutomationExecutionCommand : AutomationSourceCommand
{
    /// <summary>Specifies execution statuses as reported by the API, such as in_progress. Wildcards are permitted; case is ignored. By default, executions with any status are returned.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [Pattern]
    [ArgumentCompleter(typeof(ExecutionStatusCompleter))]
    [Texts]
    public string[]? Status { get; set; }

    /// <summary>Specifies the names of the executions. An execution has the same name as its blueprint. Wildcards are permitted; case is ignored. By default, executions are not filtered by name.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [Pattern]
    [ArgumentCompleter(typeof(ExecutionNameCompleter))]
    [Texts]
    public string[]? Name { get; set; }

    /// <summary>Returns only executions that failed or in which a step reported an error.</summary>
    [Parameter]
    public SwitchParameter WithError { get; set; }

    /// <summary>Includes the account that each execution ran for. Lists include the account by default. With -BlueprintUuid, they do not, so -IncludeAccount requires another request for each execution or, with -Bulk, for every 200 executions. If the API does not return the account, the Account property is empty.</summary>
    [Parameter]
    public SwitchParameter IncludeAccount { get; set; }

    private protected override bool NeedsAccountByUuid => IncludeAccount;

    private protected override bool FetchesAfterList => IncludeAccount;

    private protected override ExecutionFilter CreateFilter() => new(this, Status is null ? null : new StatusPatterns(nameof(Status), Status), Name, WithError);

    private protected override void WriteExecution(AutomationExecution execution) => Emit(execution);
}
