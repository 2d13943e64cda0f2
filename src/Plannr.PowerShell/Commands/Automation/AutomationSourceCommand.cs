using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Plannr.PowerShell.Filtering;
using Plannr.PowerShell.Pipeline;

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
    private readonly List<Guid> _batch = [];
    private OrderedWindow<IReadOnlyList<Guid>, IReadOnlyList<AutomationExecutionResult>> _window = null!;
    private ExecutionFilter _filter = null!;
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
                if (ClientUuid is not { Length: 0 } && AccountUuid is not { Length: 0 })
                {
                    List(new AutomationExecutionQuery { ClientUuids = ClientUuid ?? [], AccountUuids = AccountUuid ?? [] });
                }

                break;
            case BlueprintUuidSet:
                foreach (Guid uuid in BlueprintUuid)
                {
                    List(new AutomationExecutionQuery { BlueprintUuid = uuid });
                }

                break;
            case BlueprintSet or StoredBlueprintSet:
                foreach (Guid uuid in UuidsOf(Blueprint, blueprint => blueprint.Uuid, StoredBlueprint))
                {
                    List(new AutomationExecutionQuery { BlueprintUuid = uuid });
                }

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
        StartBatch();
        while (!_window.IsEmpty)
        {
            WriteNext();
        }

        base.EndProcessing();
    }

    /// <summary>A step of no known execution binds a null: its own UUID must not be taken in its place.</summary>
    private void AddExecutions()
    {
        if (ExecutionUuid is null)
        {
            EmitError(new PlannrMissingUuidException("The step does not say which execution it belongs to."), null);
            return;
        }

        AddUuids(ExecutionUuid.Length > 0 ? ExecutionUuid : Uuid);
    }

    private void AddUuids(Guid[] uuids)
    {
        int size = Bulk ? PlannrLimits.BulkSize : 1;
        foreach (Guid uuid in uuids)
        {
            _asked++;
            _batch.Add(uuid);
            if (_batch.Count >= size)
            {
                StartBatch();
            }
        }
    }

    private void StartBatch()
    {
        // What a list gave was counted when it was read.
        if (_batch.Count == 0 || (Quota.IsReached && !IsCompleting))
        {
            return;
        }

        while (_window.IsFull)
        {
            WriteNext();
        }

        _window.Add(_batch.ToArray());
        _batch.Clear();
        while (_window.IsReady)
        {
            WriteNext();
        }
    }

    private async Task<IReadOnlyList<AutomationExecutionResult>> GetAsync(IReadOnlyList<Guid> uuids)
    {
        if (Bulk)
        {
            return await Send(client => client.GetAutomationExecutionsAsync(uuids, WantsAccount(false), Observer, Cancellation)).ConfigureAwait(false);
        }

        try
        {
            AutomationExecution execution = await Send(client => client.GetAutomationExecutionAsync(uuids[0], WantsAccount(false), Observer, Cancellation)).ConfigureAwait(false);
            return [new AutomationExecutionResult(uuids[0], execution, null)];
        }
        catch (PlannrRequestException exception)
        {
            return [new AutomationExecutionResult(uuids[0], null, exception)];
        }
    }

    private void WriteNext()
    {
        (IReadOnlyList<Guid> uuids, Task<IReadOnlyList<AutomationExecutionResult>> work) = _window.Take();
        IReadOnlyList<AutomationExecutionResult> results = [];
        try
        {
            results = Await(work);
        }
        catch (PlannrException exception)
        {
            Fail(exception, uuids[0]);
        }

        foreach (AutomationExecutionResult result in results)
        {
            _answered++;
            if (result.Error is not null)
            {
                EmitError(result.Error, result.Uuid);
            }
            else if (IsCompleting)
            {
                WriteExecution(result.Execution!);
            }
            else
            {
                Offer(result.Execution!);
            }
        }

        Progress!.Show(_answered, _asked);
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

    private void AddAccounts(IEnumerable<Guid> uuids)
    {
        foreach (Guid uuid in uuids)
        {
            _accounts.Add(uuid);
            if (_accounts.Count >= AccountsAtOnce)
            {
                ListAccounts();
            }
        }
    }

    private void ListAccounts()
    {
        if (_accounts.Count > 0)
        {
            List(new AutomationExecutionQuery { AccountUuids = _accounts.Distinct().ToArray() });
            _accounts.Clear();
        }
    }
}
