namespace Plannr.Client.Tests.Serving;

/// <summary>Calls that many tests use.</summary>
internal static class ClientCalls
{
    public static Task<AutomationExecution> GetExecutionAsync(
        this IPlannrClient client, Guid uuid, bool includeAccount = false, IPlannrObserver? observer = null, CancellationToken cancellationToken = default) =>
        client.WithObserver(observer).GetAsync(Endpoints.GetExecution.At(uuid), new PlannrQuery().Include(includeAccount ? ["account"] : []), cancellationToken);

    public static IPlannrPages<AutomationExecution> ListExecutions(this IPlannrClient client, PlannrQuery? query = null, IPlannrObserver? observer = null) =>
        client.WithObserver(observer).List(Endpoints.ListExecutions, query ?? Newest());

    public static Task<PlannrTask> CreateTaskAsync(this IPlannrClient client, string name) =>
        client.SendAsync(Endpoints.CreateTask, new Dictionary<string, object?> { ["name"] = name }, default);

    /// <summary>Returns the query for all executions, newest first.</summary>
    public static PlannrQuery Newest(int? pageSize = null) => new PlannrQuery().Page(pageSize).Sort("-created_at");

    /// <summary>Returns the query for all executions, oldest first.</summary>
    public static PlannrQuery Oldest() => new PlannrQuery().Page(null).Sort("created_at");
}
