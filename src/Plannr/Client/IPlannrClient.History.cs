namespace Plannr;

public partial interface IPlannrClient
{
    /// <summary>
    /// Lists audits, the newest first: <c>GET /api/v1/audits</c>, or <c>GET /api/v1/my/audits</c>. Sends nothing before the first page is asked for.
    /// </summary>
    /// <param name="query">Which ones.</param>
    /// <param name="observer">Who is told what happens meanwhile; null for nobody.</param>
    /// <returns>The pages, which the caller disposes.</returns>
    IPlannrPages<Audit> ListAudits(AuditQuery query, IPlannrObserver? observer);

    /// <summary>
    /// Lists the log of one record, the newest entry first: <c>GET /api/v1/logs/{modelType}/{modelUuid}</c>. Sends nothing before the first page is
    /// asked for.
    /// </summary>
    /// <param name="query">Which one.</param>
    /// <param name="observer">Who is told what happens meanwhile; null for nobody.</param>
    /// <returns>The pages, which the caller disposes.</returns>
    IPlannrPages<LogEntry> ListLog(LogQuery query, IPlannrObserver? observer);
}
