namespace Plannr;

public partial interface IPlannrClient
{
    /// <summary>Lists tasks: <c>GET /api/v1/task</c>. Sends nothing before the first page is asked for.</summary>
    /// <param name="query">Which ones.</param>
    /// <param name="observer">Who is told what happens meanwhile; null for nobody.</param>
    /// <returns>The pages, which the caller disposes.</returns>
    IPlannrPages<PlannrTask> ListTasks(PlannrTaskQuery query, IPlannrObserver? observer);

    /// <summary>
    /// Makes a task: <c>POST /api/v1/task</c>. Sent again only where the server has refused it for the limit of requests or was never reached, so
    /// that one call makes one task at most.
    /// </summary>
    /// <param name="task">What to make.</param>
    /// <param name="observer">Who is told what happens meanwhile; null for nobody.</param>
    /// <param name="cancellationToken">Ends the request. Whether the task was made is not known then.</param>
    /// <returns>The task as the API has made it.</returns>
    /// <exception cref="PlannrUnknownOutcomeException">Whether the task was made is not known: the answer is missing, can't be read, or tells of a fault of the server.</exception>
    Task<PlannrTask> CreateTaskAsync(PlannrTaskDraft task, IPlannrObserver? observer, CancellationToken cancellationToken);
}
