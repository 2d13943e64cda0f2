using System;
using System.Collections.Generic;
using System.Linq;

namespace Plannr.PowerShell.Commands.Automation;

/// <summary>Reading lists.</summary>
public abstract partial class AutomationSourceCommand
{
    /// <summary>The UUIDs of a filter that go into one request.</summary>
    private const int AccountsAtOnce = 50;

    private bool _hasTotal;
    private long _read;

    private void List(AutomationExecutionQuery query)
    {
        IReadOnlyList<Guid> many = query.ClientUuids.Count > PlannrLimits.BulkSize ? query.ClientUuids : query.AccountUuids;
        if (many.Count <= PlannrLimits.BulkSize)
        {
            Read(query);
            return;
        }

        // Too many for one address: several lists, each in its own order.
        for (int start = 0; start < many.Count; start += PlannrLimits.BulkSize)
        {
            Guid[] some = many.Skip(start).Take(PlannrLimits.BulkSize).ToArray();
            Read(query.ClientUuids == many
                ? new AutomationExecutionQuery { ClientUuids = some, AccountUuids = query.AccountUuids }
                : new AutomationExecutionQuery { ClientUuids = query.ClientUuids, AccountUuids = some });
        }
    }

    private void Read(AutomationExecutionQuery query)
    {
        if (HasEnough && _hasTotal)
        {
            return;
        }

        query.IncludeAccount = WantsAccount(true);
        query.OldestFirst = Oldest;
        query.NoneBefore = After;
        query.NoneAfter = Before;
        query.PageSize = PageSize();
        using IPlannrPages<AutomationExecution> pages = Client.ListAutomationExecutions(query, Observer);
        bool isFirst = true;
        while ((!HasEnough || (isFirst && PagingParameters?.IncludeTotalCount == true)) && Next(pages) is { } page)
        {
            WriteTotal(pages.TotalCount);
            isFirst = false;
            foreach (AutomationExecution execution in page)
            {
                _read++;
                Offer(execution);
                if (HasEnough)
                {
                    break;
                }
            }

            _progress.Show(_read, pages.TotalCount);
        }
    }

    private IReadOnlyList<AutomationExecution>? Next(IPlannrPages<AutomationExecution> pages)
    {
        try
        {
            return Await(() => Send(_ => pages.NextAsync(Cancellation)));
        }
        catch (PlannrNotConnectedException exception)
        {
            Fail(exception, CurrentConnection.Name);
        }
        catch (PlannrException exception)
        {
            // What was read so far has come out; what is missing is said.
            EmitError(exception, CurrentConnection.Name);
        }

        return null;
    }

    /// <summary>A short list is asked for as it is; with a filter of ours nobody knows how much has to be read.</summary>
    private int? PageSize()
    {
        if (PagingParameters is not { } paging || !_filter.IsOpen || paging.First >= PlannrLimits.PageSize || paging.Skip >= PlannrLimits.PageSize)
        {
            return null;
        }

        ulong wanted = paging.First + paging.Skip;
        return wanted is > 0 and < PlannrLimits.PageSize ? (int)wanted : null;
    }

    /// <summary>With a filter of ours the server's total is that of more than what comes out: then nothing is claimed.</summary>
    private void WriteTotal(long? total)
    {
        if (_hasTotal || PagingParameters is not { IncludeTotalCount.IsPresent: true } paging)
        {
            return;
        }

        _hasTotal = true;
        bool isKnown = total is >= 0 && _filter.IsOpen && ParameterSetName is ListSet or BlueprintUuidSet;
        Emit(paging.NewTotalCount(isKnown ? (ulong)total!.Value : 0, isKnown ? 1 : 0));
    }
}
