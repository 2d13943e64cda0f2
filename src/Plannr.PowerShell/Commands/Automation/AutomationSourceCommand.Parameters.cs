namespace Plannr.PowerShell.Commands.Automation;

/// <summary>Which executions, and how they are asked for.</summary>
public abstract partial class AutomationSourceCommand
{
    /// <summary>
    /// The UUIDs of the executions. Objects with a property Uuid or Id can be piped in; of Plannr's own those alone that say which executions are meant:
    /// executions and their steps, accounts and blueprints. Any other kind is an error, since its UUID is not an execution's.
    /// </summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = UuidSet)]
    [Alias("Id")]
    [UuidText]
    [ArgumentCompleter(typeof(ExecutionCompleter))]
    [UuidOf(nameof(AutomationStep), nameof(AutomationStep.ExecutionUuid))]
    [UuidOf(nameof(AutomationStepRow), nameof(AutomationStepRow.ExecutionUuid))]
    [UuidOf(UuidOfAttribute.AnyRow, nameof(ExecutionUuid))]
    [TakesOnly(nameof(AutomationExecution), nameof(AutomationStep), nameof(AutomationStepRow), nameof(Plannr.Account), nameof(AutomationBlueprint))]
    public Guid[] Uuid { get; set; } = [];

    /// <summary>
    /// The UUIDs of the executions, as steps carry them: a step that is piped in gives the execution that it belongs to, never one with
    /// the step's own UUID. The same holds for steps that came back from a file or a background job.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = UuidSet)]
    [ArgumentCompleter(typeof(ExecutionCompleter))]
    [UuidText]
    public Guid[] ExecutionUuid { get; set; } = [];

    /// <summary>
    /// The clients that the executions ran for. Too many for one request are asked for in several, and come out as one list in one order.
    /// </summary>
    [Parameter(ParameterSetName = ListSet)]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(SeenClientCompleter))]
    public Guid[]? ClientUuid { get; set; }

    /// <summary>The accounts that the executions ran for. Older versions of the API do not know this filter.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(SeenAccountCompleter))]
    public Guid[]? AccountUuid { get; set; }

    /// <summary>The UUIDs of the blueprints that ran. Each has a list of its own, which gives no accounts; several come out as one list in one order.</summary>
    [Parameter(Mandatory = true, ParameterSetName = BlueprintUuidSet)]
    [ArgumentCompleter(typeof(BlueprintCompleter))]
    public Guid[] BlueprintUuid { get; set; } = [];

    /// <summary>The accounts that the executions ran for, one or several. From the pipeline fifty are asked for together, and come out together.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = AccountSet)]
    [NeverNull]
    public Account[]? Account { get; set; }

    /// <summary>An account that came back from a file or a background job, or that Select-Object has cut down: its UUID must not be taken for an execution's.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = StoredAccountSet, DontShow = true)]
    [OfKind(nameof(Plannr.Account), StoredOnly = true)]
    public PSObject[]? StoredAccount { get; set; }

    /// <summary>The blueprints that ran, from the pipeline.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = BlueprintSet)]
    [NeverNull]
    public AutomationBlueprint[]? Blueprint { get; set; }

    /// <summary>A blueprint that came back from a file or a background job, or that Select-Object has cut down.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = StoredBlueprintSet, DontShow = true)]
    [OfKind(nameof(AutomationBlueprint), StoredOnly = true)]
    public PSObject[]? StoredBlueprint { get; set; }

    /// <summary>What triggered the execution, such as client.created. Wildcards are possible.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [Pattern]
    [ArgumentCompleter(typeof(TriggerCompleter))]
    public string[]? TriggeredBy { get; set; }

    /// <summary>
    /// Executions created at this time or later. A time without an offset is of this machine's time zone. A list is read only as far as its order
    /// leaves anything to come.
    /// </summary>
    [Parameter]
    public DateTimeOffset? After { get; set; }

    /// <summary>Executions created before this time.</summary>
    [Parameter]
    public DateTimeOffset? Before { get; set; }

    /// <summary>Executions that have changed at this time or later.</summary>
    [Parameter]
    public DateTimeOffset? UpdatedAfter { get; set; }

    /// <summary>Gives the oldest first. By default a list begins with the newest.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [Parameter(ParameterSetName = AccountSet)]
    [Parameter(ParameterSetName = StoredAccountSet)]
    [Parameter(ParameterSetName = BlueprintSet)]
    [Parameter(ParameterSetName = StoredBlueprintSet)]
    [Parameter(ParameterSetName = BlueprintUuidSet)]
    public SwitchParameter Oldest { get; set; }

    /// <summary>Does not ask for the accounts. Lists are smaller then.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [Parameter(ParameterSetName = AccountSet)]
    [Parameter(ParameterSetName = StoredAccountSet)]
    public SwitchParameter NoAccount { get; set; }

    /// <summary>
    /// Asks for up to 200 executions with one request in place of one each. Input order is kept; what the list does not give is asked for by
    /// itself. Lists are read as without it.
    /// </summary>
    [Parameter]
    public SwitchParameter Bulk { get; set; }

    /// <summary>How many requests for single executions may run side by side. 8 by default. The pages of a list come one after the other.</summary>
    [Parameter]
    [ValidateRange(1, 64)]
    public int ThrottleLimit { get; set; } = 8;

    /// <summary>The wanted states of executions; null for all.</summary>
    private protected abstract string[]? StatusPatterns { get; }

    /// <summary>The wanted names of executions; null for all.</summary>
    private protected abstract string[]? NamePatterns { get; }

    /// <summary>Whether only executions with an error are wanted.</summary>
    private protected abstract bool NeedsError { get; }

    private bool WantsAccount(bool isList) => isList ? !NoAccount : WantsAccountByUuid;
}
