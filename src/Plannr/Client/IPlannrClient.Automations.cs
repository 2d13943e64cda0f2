using System;
using System.Threading;
using System.Threading.Tasks;

namespace Plannr;

public partial interface IPlannrClient
{
    /// <summary>Gets one automation execution: <c>GET /api/v1/automation-executions/{uuid}</c>.</summary>
    /// <param name="uuid">The execution's UUID.</param>
    /// <param name="includeAccount">Whether to ask for the account (<c>include=account</c>).</param>
    /// <param name="observer">Who is told what happens meanwhile; null for nobody.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The execution.</returns>
    Task<AutomationExecution> GetAutomationExecutionAsync(
        Guid uuid, bool includeAccount, IPlannrObserver? observer, CancellationToken cancellationToken);
}
