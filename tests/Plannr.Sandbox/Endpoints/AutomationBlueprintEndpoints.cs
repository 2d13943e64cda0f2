namespace Plannr.Sandbox.Endpoints;

/// <summary>Gets and creates blueprints. The API has no documented way to list, change or delete them.</summary>
internal sealed class AutomationBlueprintEndpoints(SandboxStore store, BlueprintResource blueprints, AuditTrail trail) : IEndpointGroup
{
    public const string Model = "AutomationBlueprint";

    private static readonly string[] Operators =
    [
        "equals", "not_equal_to", "more_than", "less_than", "less_than_or_equal_to", "more_than_or_equal_to",
    ];

    public IEnumerable<Route> Routes =>
    [
        new("POST", "api/v1/automation-blueprints", Create),
        new("GET", "api/v1/automation-blueprints/{uuid}", Get),
    ];

    private ApiResponse Get(ApiRequest request) => ApiResponse.Json(blueprints.Write(request.Bind("uuid", Model, store.Blueprints.Find)));

    private ApiResponse Create(ApiRequest request)
    {
        JsonObject body = RequestBody.Read(request);
        Validate(body);
        var blueprint = new Blueprint
        {
            Uuid = store.NewUuid("blueprint"),
            Name = body.Text("name")!,
            Trigger = body.Text("trigger"),
            CreatedAt = request.Now,
            UpdatedAt = request.Now,
            CreatedBy = store.CallerOf(request).Uuid,
            IsActive = body.Flag("is_active") ?? false,
            Conditions = body.Json("conditions") ?? "[]",
            Configuration = body.Json("configuration") ?? "[]",
            Steps = [],
        };
        store.Blueprints.Add(blueprint);
        trail.Created(request, "Automation Blueprint", new JsonObject
        {
            ["uuid"] = blueprint.Uuid.ToString(),
            ["name"] = blueprint.Name,
            ["trigger"] = blueprint.Trigger,
            ["is_active"] = blueprint.IsActive,
        });
        return ApiResponse.Json(blueprints.Write(blueprint), HttpStatusCode.Created);
    }

    private static void Validate(JsonObject body)
    {
        var rules = new BodyValidator(body);
        rules["name"].Required().Text();
        rules["trigger"].Text();
        rules["is_active"].Boolean();
        rules["conditions"].List().Each(condition =>
        {
            condition.Child("field").Required().Text();
            condition.Child("operator").Required().OneOf(Operators);
            condition.Child("value").Required();
        });
        rules["configuration"].Array();
        rules.Check();
    }
}
