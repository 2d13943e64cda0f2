namespace Plannr.Sandbox.Endpoints;

/// <summary>Lists all executions or those of a blueprint, and gets single executions.</summary>
internal sealed class AutomationExecutionEndpoints(SandboxStore store, SandboxOptions options, ExecutionResource executions) : IEndpointGroup
{
    private const string Model = "AutomationExecution";
    private const string Account = "account";
    private const string NewestFirst = "-created_at";

    private static readonly QueryRules ListRules = new()
    {
        Filters = ["uuid", "client_uuids", "account_uuids"],
        Sorts = ["created_at"],
        Includes = [Account],
    };

    private static readonly QueryRules BlueprintListRules = ListRules with { Filters = ["uuid"] };

    private static readonly QueryRules SingleRules = new() { Includes = [Account] };

    public IEnumerable<Route> Routes =>
    [
        new("GET", "api/v1/automation-executions", List),
        new("GET", "api/v1/automation-executions/{uuid}", Get),
        new("GET", "api/v1/automation-blueprints/{uuid}/executions", ListOfBlueprint),
    ];

    private ApiResponse Get(ApiRequest request)
    {
        SingleRules.Check(request.Query);
        AutomationRun run = request.Bind("uuid", Model, store.Runs.Find);
        var withAccount = run.Uuid == SandboxData.SeedExecutionUuid || request.Query.List("include").Contains(Account);
        return ApiResponse.Json(executions.Write(run, request.Now, withAccount));
    }

    private ApiResponse List(ApiRequest request)
    {
        ListRules.Check(request.Query);
        return Page(request, RunSelection.From(request.Query, store.Runs, blueprint: null));
    }

    private ApiResponse ListOfBlueprint(ApiRequest request)
    {
        Blueprint blueprint = request.Bind("uuid", AutomationBlueprintEndpoints.Model, store.Blueprints.Find);
        BlueprintListRules.Check(request.Query);
        return Page(request, RunSelection.From(request.Query, store.Runs, blueprint));
    }

    private ApiResponse Page(ApiRequest request, RunSelection selection)
    {
        var withAccount = request.Query.List("include").Contains(Account);
        var newestFirst = request.Query.List("sort").Contains(NewestFirst);
        return ApiResponse.Json(Paginator.Write(
            request,
            PageRequest.From(request.Query, options),
            selection.Count,
            position => executions.Write(
                selection[newestFirst ? selection.Count - 1 - position : position],
                request.Now,
                withAccount)));
    }
}
