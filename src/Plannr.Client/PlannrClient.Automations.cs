using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Plannr.Client.Automations;
using Plannr.Client.Resources;

namespace Plannr.Client;

internal sealed partial class PlannrClient
{
    public Task<AutomationExecution> GetAutomationExecutionAsync(
        Guid uuid, bool includeAccount, IPlannrObserver? observer, CancellationToken cancellationToken) =>
        _transport.GetOneAsync(
            $"api/v1/automation-executions/{uuid}{(includeAccount ? "?include=account" : string.Empty)}",
            uuid,
            AutomationShapes.Execution,
            execution => execution.Uuid,
            observer,
            cancellationToken);

    public IPlannrPages<AutomationExecution> ListAutomationExecutions(AutomationExecutionQuery query, IPlannrObserver? observer) => _lists.Read(query, observer);

    public Task<IReadOnlyList<AutomationExecutionResult>> GetAutomationExecutionsAsync(
        IReadOnlyList<Guid> uuids, bool includeAccount, IPlannrObserver? observer, CancellationToken cancellationToken) =>
        _bulk.GetAsync(uuids, includeAccount, observer, cancellationToken);

    public IPlannrPages<AutomationExecutionResult> WaitForAutomationExecutions(
        IReadOnlyList<Guid> uuids, AutomationExecutionWaitOptions options, IPlannrObserver? observer) =>
        new ExecutionWaiter(_bulk, uuids, options, observer, _time, _closing.Token);
}
