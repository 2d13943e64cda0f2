namespace Plannr.Client;

internal sealed partial class PlannrClient
{
    public IPlannrPages<Audit> ListAudits(AuditQuery query, IPlannrObserver? observer) => List(
        query.Mine ? "api/v1/my/audits" : "api/v1/audits",
        new ListQuery(),
        query.PageSize,
        HistoryShapes.Audit,
        audit => audit.Uuid,
        observer,
        new CreationOrder<Audit>(audit => audit.CreatedAt) { NoneBefore = query.NoneBefore }.IsEnough);

    public IPlannrPages<LogEntry> ListLog(LogQuery query, IPlannrObserver? observer) => List(
        $"api/v1/logs/{Uri.EscapeDataString(query.ModelType)}/{query.ModelUuid}",
        new ListQuery().Filter("type", query.Types).Filter("level", query.Levels),
        query.PageSize,
        HistoryShapes.LogEntry,
        entry => entry.Uuid,
        observer,
        new CreationOrder<LogEntry>(entry => entry.CreatedAt) { NoneBefore = query.NoneBefore }.IsEnough,
        entry =>
        {
            entry.ModelType = query.ModelType;
            entry.ModelUuid = query.ModelUuid;
        });
}
