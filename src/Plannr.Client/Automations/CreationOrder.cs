using System;
using System.Collections.Generic;

namespace Plannr.Client.Automations;

/// <summary>
/// Watches the order in which executions come, to know when nothing that is asked for can follow. That takes proof: a server that does not
/// sort as it was asked to gives none.
/// </summary>
internal sealed class CreationOrder(AutomationExecutionQuery query)
{
    private DateTimeOffset? _last;
    private bool _hasOrder;
    private bool _isBroken;

    /// <summary>Whether all that can follow lies beyond the bound.</summary>
    public bool IsEnough(IReadOnlyList<AutomationExecution> page)
    {
        foreach (AutomationExecution execution in page)
        {
            if (execution.CreatedAt is not { } created)
            {
                _isBroken = true;
                continue;
            }

            if (_last is { } last && created != last)
            {
                bool isInOrder = query.OldestFirst == created > last;
                _hasOrder |= isInOrder;
                _isBroken |= !isInOrder;
            }

            _last = created;
        }

        return _hasOrder && !_isBroken && (query.OldestFirst ? _last > query.NoneAfter : _last < query.NoneBefore);
    }
}
