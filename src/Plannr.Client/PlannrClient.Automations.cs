using System;
using System.Threading;
using System.Threading.Tasks;
using Plannr.Client.Resources;

namespace Plannr.Client;

internal sealed partial class PlannrClient
{
    public Task<AutomationExecution> GetAutomationExecutionAsync(
        Guid uuid, bool includeAccount, IPlannrObserver? observer, CancellationToken cancellationToken) =>
        _transport.GetOneAsync(
            $"api/v1/automation-executions/{uuid}{(includeAccount ? "?include=account" : string.Empty)}",
            AutomationShapes.Execution,
            observer,
            cancellationToken);
}
