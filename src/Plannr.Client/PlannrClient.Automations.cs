namespace Plannr.Client;

internal sealed partial class PlannrClient
{
    public Task<AutomationExecution> GetAutomationExecutionAsync(
        Guid uuid, bool includeAccount, IPlannrObserver? observer, CancellationToken cancellationToken) =>
        Executions.GetAsync(uuid, includeAccount, observer, cancellationToken);

    public IPlannrPages<AutomationExecution> ListAutomationExecutions(AutomationExecutionQuery query, IPlannrObserver? observer) => Executions.Read(query, observer);

    public Task<IReadOnlyList<AutomationExecutionResult>> GetAutomationExecutionsAsync(
        IReadOnlyList<Guid> uuids, bool includeAccount, IPlannrObserver? observer, CancellationToken cancellationToken) =>
        Bulk.GetAsync(uuids, includeAccount, observer, cancellationToken);

    public IPlannrPages<AutomationExecutionResult> WaitForAutomationExecutions(
        IReadOnlyList<Guid> uuids, AutomationExecutionWaitOptions options, IPlannrObserver? observer) =>
        new ExecutionWaiter(Bulk, uuids, options, observer, _core.Time, _core.Closing);
}
