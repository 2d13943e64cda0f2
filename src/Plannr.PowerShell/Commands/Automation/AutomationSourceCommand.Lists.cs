using System;
using System.Collections.Generic;
using System.Linq;

namespace Plannr.PowerShell.Commands.Automation;

/// <summary>Reading lists.</summary>
public abstract partial class AutomationSourceCommand
{
    /// <summary>The UUIDs of a filter that go into one request.</summary>
    private const int AccountsAtOnce = 50;

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
        if (Quota is { IsReached: true, NeedsTotal: false })
        {
            return;
        }

        query.IncludeAccount = WantsAccount(true);
        query.OldestFirst = Oldest;
        query.NoneBefore = After;
        query.NoneAfter = Before;

        // A short list is asked for as it is; with a filter of ours nobody knows how much has to be read.
        query.PageSize = _filter.IsOpen ? Quota.PageSize() : null;

        // With a filter of ours the server's total is that of more than what comes out.
        ReadList(Client.ListAutomationExecutions(query, Observer), Offer, isTotalExact: _filter.IsOpen && ParameterSetName is ListSet or BlueprintUuidSet);
    }
}
