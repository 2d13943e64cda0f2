using System;
using System.Collections.Generic;
using Plannr.Sandbox.Data;
using Plannr.Sandbox.Resources;
using Plannr.Sandbox.Responses;
using Plannr.Sandbox.Routing;

namespace Plannr.Sandbox.Endpoints;

/// <summary>Blueprints. The API has no list of them.</summary>
internal sealed class AutomationBlueprintEndpoints(SandboxStore store, BlueprintResource blueprints) : IEndpointGroup
{
    public IEnumerable<Route> Routes => [new("GET", "api/v1/automation-blueprints/{uuid}", Get)];

    private ApiResponse Get(ApiRequest request)
    {
        var uuid = request.Values["uuid"];
        return Guid.TryParse(uuid, out var known) && store.FindBlueprint(known) is { } blueprint
            ? ApiResponse.Json(blueprints.Write(blueprint))
            : throw ApiException.NotFound("AutomationBlueprint", uuid);
    }
}
