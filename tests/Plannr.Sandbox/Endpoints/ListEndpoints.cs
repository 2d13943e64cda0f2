namespace Plannr.Sandbox.Endpoints;

/// <summary>Lists the collections of <c>demo.json</c> that have no endpoints of their own, such as tags.</summary>
internal sealed class ListEndpoints(SandboxStore store, SandboxOptions options) : IEndpointGroup
{
    public IEnumerable<Route> Routes => store.Lists.Select(list => new Route("GET", "api/v1/" + list.Key, request =>
        ApiResponse.Json(Paginator.Write(request, PageRequest.From(request.Query, options), list.Value.Count, position => list.Value[position].DeepClone()))));
}
