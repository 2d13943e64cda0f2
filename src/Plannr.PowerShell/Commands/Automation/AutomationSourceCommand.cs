namespace Plannr.PowerShell.Commands.Automation;

/// <summary>What the cmdlets share that take executions by UUID, by client, account or blueprint, or all of them.</summary>
public abstract partial class AutomationSourceCommand : ListingCommand
{
    private protected const string ListSet = "List";
    private protected const string UuidSet = "Uuid";
    private protected const string AccountSet = "Account";
    private protected const string StoredAccountSet = "StoredAccount";
    private protected const string StoredBlueprintSet = "StoredBlueprint";
    private protected const string BlueprintSet = "Blueprint";
    private protected const string BlueprintUuidSet = "BlueprintUuid";

    private readonly List<Guid> _accounts = [];
    private readonly HashSet<Guid> _listed = [];
    private readonly List<Guid> _batch = [];
    private OrderedWindow<IReadOnlyList<Guid>, IReadOnlyList<AutomationExecutionResult>> _window = null!;
    private ExecutionFilter _filter = null!;
    private bool _isAllAsked;
    private int _underWay;
    private long _asked;
    private long _answered;

    private protected override string Activity => "Getting automation executions";

    /// <summary>Whether the accounts of executions are asked for that are fetched by UUID.</summary>
    private protected abstract bool WantsAccountByUuid { get; }

    /// <summary>Whether executions of a list that gives no accounts are fetched by their UUIDs too.</summary>
    private protected virtual bool CompletesLists => false;

    /// <summary>Whether the list under way is such a one.</summary>
    private bool IsCompleting => CompletesLists && ParameterSetName is BlueprintSet or StoredBlueprintSet or BlueprintUuidSet;

    /// <summary>Writes what the cmdlet makes of an execution. Called for those that pass the filters.</summary>
    private protected abstract void WriteExecution(AutomationExecution execution);

    /// <summary>Makes ready.</summary>
    protected override void BeginProcessing()
    {
        _filter = new ExecutionFilter
        {
            Status = Wildcards.Of(StatusPatterns),
            TriggeredBy = Wildcards.Of(TriggeredBy),
            Name = Wildcards.Of(NamePatterns),
            After = After,
            Before = Before,
            UpdatedAfter = UpdatedAfter,
            WithError = NeedsError,
        };
        base.BeginProcessing();
        _window = new OrderedWindow<IReadOnlyList<Guid>, IReadOnlyList<AutomationExecutionResult>>(ThrottleLimit, GetAsync, Cancellation);
    }

    /// <summary>Starts on what came, and writes what is there by now.</summary>
    protected override void ProcessRecord()
    {
        FindConnection();
        switch (ParameterSetName)
        {
            case ListSet:
                // A filter of no UUIDs fits no execution; the API would take it for no filter.
                List(ClientUuid is { Length: 0 } || AccountUuid is { Length: 0 } ? [] : QueriesFor(ClientUuid ?? [], AccountUuid ?? []));
                break;
            case BlueprintUuidSet:
                List(QueriesFor(BlueprintUuid));
                break;
            case BlueprintSet or StoredBlueprintSet:
                List(QueriesFor(UuidsOf(Blueprint, blueprint => blueprint.Uuid, StoredBlueprint)));
                break;
            case AccountSet or StoredAccountSet:
                AddAccounts(UuidsOf(Account, account => account.Uuid, StoredAccount));
                break;
            default:
                AddExecutions();
                break;
        }
    }

    /// <summary>Writes the rest as it comes.</summary>
    protected override void EndProcessing()
    {
        ListAccounts();
        _isAllAsked = true;
        WritePending();
        base.EndProcessing();
    }

    /// <summary>Writes the executions that are fetched by UUID, those of a list before it too.</summary>
    private protected override void WritePending()
    {
        StartBatch();
        while (!_window.IsEmpty && !HasEnough)
        {
            WriteNext();
        }
    }

    /// <summary>Writes an execution if it passes the filters and lies within what -Skip and -First leave.</summary>
    private protected void Offer(AutomationExecution execution)
    {
        if (!_filter.Passes(execution) || !Quota.Takes())
        {
            return;
        }

        if (IsCompleting && execution.Uuid is { } uuid)
        {
            AddUuids([uuid]);
        }
        else
        {
            WriteExecution(execution);
        }
    }
}
