namespace Plannr.Sandbox.Endpoints;

/// <summary>Lists the collections in <c>demo.json</c>, such as tags. Endpoints in other groups with the same path take precedence.</summary>
internal sealed class ListEndpoints(SandboxStore store, SandboxOptions options) : IEndpointGroup
{
    public IEnumerable<Route> Routes => store.Demo.Lists.Select(name => new Route("GET", "api/v1/" + name, request =>
    {
        IReadOnlyList<JsonNode> records = store.Demo.Write(name);
        return ApiResponse.Json(Paginator.Write(request, PageRequest.From(request.Query, options), records.Count, position => records[position]));
    }));
}
