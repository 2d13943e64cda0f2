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

    /// <summary>
    /// Lists executions: <c>GET /api/v1/automation-executions</c>, or <c>GET /api/v1/automation-blueprints/{uuid}/executions</c>. Sends
    /// nothing before the first page is asked for.
    /// </summary>
    /// <param name="query">Which ones.</param>
    /// <param name="observer">Who is told what happens meanwhile; null for nobody.</param>
    /// <returns>The pages, which the caller disposes.</returns>
    IPlannrPages<AutomationExecution> ListAutomationExecutions(AutomationExecutionQuery query, IPlannrObserver? observer);

    /// <summary>
    /// Gets up to <see cref="PlannrLimits.BulkSize"/> executions with one request (<c>filter[uuid]</c>); those that the list does not return are
    /// asked for one by one, so that each gives itself or its own error.
    /// </summary>
    /// <param name="uuids">The executions; one that is named twice is given twice.</param>
    /// <param name="includeAccount">Whether to ask for the accounts.</param>
    /// <param name="observer">Who is told what happens meanwhile; null for nobody.</param>
    /// <param name="cancellationToken">Ends the requests.</param>
    /// <returns>A result for each UUID, in their order.</returns>
    Task<IReadOnlyList<AutomationExecutionResult>> GetAutomationExecutionsAsync(
        IReadOnlyList<Guid> uuids, bool includeAccount, IPlannrObserver? observer, CancellationToken cancellationToken);

    /// <summary>Waits for executions, all of them with one or two requests a look. Sends nothing before the first page is asked for.</summary>
    /// <param name="uuids">The executions.</param>
    /// <param name="options">How to wait.</param>
    /// <param name="observer">Who is told what happens meanwhile; null for nobody.</param>
    /// <returns>The executions as they end, each once, and those that can't be waited for any longer; disposed by the caller.</returns>
    IPlannrPages<AutomationExecutionResult> WaitForAutomationExecutions(
        IReadOnlyList<Guid> uuids, AutomationExecutionWaitOptions options, IPlannrObserver? observer);
}
