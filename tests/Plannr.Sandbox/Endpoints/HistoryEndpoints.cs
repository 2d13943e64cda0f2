namespace Plannr.Sandbox.Endpoints;

/// <summary>Lists the audits of the firm or of the caller, and the log of one record.</summary>
internal sealed class HistoryEndpoints(SandboxStore store, SandboxOptions options) : IEndpointGroup
{
    private readonly HistoryResource _resource = new(store);

    public IEnumerable<Route> Routes =>
    [
        new("GET", "api/v1/audits", request => ListAudits(request, store.Audits.All)),
        new("GET", "api/v1/my/audits", ListOwnAudits),
        new("GET", "api/v1/logs/{model_type}/{uuid}", ListLog),
    ];

    private ApiResponse ListOwnAudits(ApiRequest request)
    {
        Guid caller = store.CallerOf(request).Uuid;
        return ListAudits(request, store.Audits.All.Where(audit => audit.AccountUuid == caller));
    }

    private ApiResponse ListAudits(ApiRequest request, IEnumerable<Audit> audits)
    {
        // The newest audit is first, even among audits with the same time.
        IReadOnlyList<Audit> found = HistorySearch.Audits.Find(audits.Reverse(), request.Query);
        return ApiResponse.Json(Paginator.Write(
            request, PageRequest.From(request.Query, options), found.Count, position => _resource.Write(found[position])));
    }

    private ApiResponse ListLog(ApiRequest request)
    {
        string type = request.Values["model_type"];
        Guid uuid = FindModel(request, type);
        IReadOnlyList<LogEntry> found = HistorySearch.Logs.Find(
            store.Logs.Where(entry => entry.ModelUuid == uuid).Reverse(), request.Query);
        return ApiResponse.Json(Paginator.Write(
            request, PageRequest.From(request.Query, options), found.Count, position => _resource.Write(found[position])));
    }

    /// <summary>Finds the record whose log is requested. The API's record types are not documented; these are the types that the sandbox supports.</summary>
    private Guid FindModel(ApiRequest request, string type) => type switch
    {
        "account" => request.Bind("uuid", "Account", uuid => store.FindAccount(uuid)).Uuid,
        "client" or "employee" => request.Bind("uuid", "Account", uuid => store.FindAccount(uuid) is { } account && account.Type == type ? account : null).Uuid,
        "task" => request.Bind("uuid", "Task", store.Tasks.Find).Uuid,
        "automation-blueprint" => request.Bind("uuid", AutomationBlueprintEndpoints.Model, store.Blueprints.Find).Uuid,
        "automation-execution" => request.Bind("uuid", "AutomationExecution", store.Runs.Find).Uuid,
        _ => throw ApiException.NotFound("Log", type),
    };
}
