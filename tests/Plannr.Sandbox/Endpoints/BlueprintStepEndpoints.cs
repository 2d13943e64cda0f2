namespace Plannr.Sandbox.Endpoints;

/// <summary>Adds, changes, moves and deletes the steps of a blueprint.</summary>
internal sealed class BlueprintStepEndpoints(SandboxStore store, AuditTrail trail) : IEndpointGroup
{
    private const string Model = "AutomationBlueprintStep";
    private const string AuditType = "Automation Blueprint Step";
    private const string List = "api/v1/automation-blueprints/{uuid}/blueprint-steps";
    private const string Single = List + "/{step_uuid}";

    public IEnumerable<Route> Routes => [new("POST", List, Create), new("PUT", Single, Update), new("DELETE", Single, Delete)];

    private ApiResponse Create(ApiRequest request)
    {
        Blueprint blueprint = request.Bind("uuid", AutomationBlueprintEndpoints.Model, store.Blueprints.Find);
        JsonObject body = RequestBody.Read(request);
        BlueprintStep? made = null;
        store.Blueprints.Change(blueprint.Uuid, current =>
        {
            Validate(body, current, step: null);
            Guid? parent = body.Uuid("parent_step_uuid");
            made = new BlueprintStep
            {
                Uuid = store.NewUuid("blueprint-step"),
                CreatedAt = request.Now,
                UpdatedAt = request.Now,
                Name = body.Text("name")!,
                Type = body.Text("type")!,
                Parent = parent,
                ConditionState = IsCondition(current, parent) ? body.Flag("condition_state") : null,
                Configuration = body.Json("configuration")!,
            };
            return current with { Steps = [.. current.Steps, made], UpdatedAt = request.Now };
        });
        trail.Created(request, AuditType, BlueprintResource.WriteStep(made!));
        return Respond(made!, HttpStatusCode.Created);
    }

    /// <summary>Updates the fields that the body contains. If a step gets a new parent, its whole branch moves with it.</summary>
    private ApiResponse Update(ApiRequest request)
    {
        (Blueprint blueprint, BlueprintStep step) = Bind(request);
        JsonObject body = RequestBody.Read(request);
        BlueprintStep old = step;
        BlueprintStep changed = step;
        store.Blueprints.Change(blueprint.Uuid, current =>
        {
            old = current.FindStep(step.Uuid) ?? throw ApiException.NotFound(Model, step.Uuid.ToString());
            Validate(body, current, old);
            Guid? parent = body.ContainsKey("parent_step_uuid") ? body.Uuid("parent_step_uuid") : old.Parent;
            changed = old with
            {
                UpdatedAt = request.Now,
                Name = body.Text("name") ?? old.Name,
                Type = body.Text("type") ?? old.Type,
                Parent = parent,
                ConditionState = IsCondition(current, parent) ? body.Flag("condition_state") ?? old.ConditionState : null,
                Configuration = body.Json("configuration") ?? old.Configuration,
            };
            return current with { Steps = current.Steps.Select(each => each == old ? changed : each).ToList(), UpdatedAt = request.Now };
        });
        trail.Updated(request, AuditType, BlueprintResource.WriteStep(old), BlueprintResource.WriteStep(changed));
        return Respond(changed, HttpStatusCode.OK);
    }

    /// <summary>
    /// Deletes a step and all its descendants. The API's documentation does not say what happens to the descendants; deleting them is the
    /// worst case for a script.
    /// </summary>
    private ApiResponse Delete(ApiRequest request)
    {
        (Blueprint blueprint, BlueprintStep step) = Bind(request);
        store.Blueprints.Change(blueprint.Uuid, current =>
        {
            HashSet<Guid> branch = current.BranchFrom(step.Uuid);
            return current with { Steps = current.Steps.Where(each => !branch.Contains(each.Uuid)).ToList(), UpdatedAt = request.Now };
        });
        trail.Deleted(request, AuditType, BlueprintResource.WriteStep(step));
        return ApiResponse.NoContent();
    }

    private (Blueprint Blueprint, BlueprintStep Step) Bind(ApiRequest request)
    {
        Blueprint blueprint = request.Bind("uuid", AutomationBlueprintEndpoints.Model, store.Blueprints.Find);
        return (blueprint, request.Bind("step_uuid", Model, uuid => blueprint.FindStep(uuid)));
    }

    /// <param name="body">The body of the request.</param>
    /// <param name="blueprint">The blueprint. The parent must be one of its steps.</param>
    /// <param name="step">The step to change; null for a new one.</param>
    private static void Validate(JsonObject body, Blueprint blueprint, BlueprintStep? step)
    {
        var rules = new BodyValidator(body);
        Required("name").Text();
        Required("type").Text();
        Required("configuration").Array();
        rules["parent_step_uuid"].Uuid().Exists(CanBeParent);
        rules["condition_state"].Boolean();
        string? parent = body.ContainsKey("parent_step_uuid") ? body["parent_step_uuid"]?.ToString() : step?.Parent?.ToString();
        if (Guid.TryParse(parent, out Guid uuid) && IsCondition(blueprint, uuid) && (body.ContainsKey("condition_state") || step?.ConditionState is null))
        {
            rules["condition_state"].Required();
        }

        rules.Check();

        FieldRules Required(string field) => step is null ? rules[field].Required() : rules[field].RequiredIfPresent();

        // A step can't be its own descendant.
        bool CanBeParent(Guid candidate) =>
            blueprint.FindStep(candidate) is not null && !(step is not null && blueprint.BranchFrom(step.Uuid).Contains(candidate));
    }

    private static bool IsCondition(Blueprint blueprint, Guid? step) => blueprint.FindStep(step)?.Type == BlueprintStep.Condition;

    private static ApiResponse Respond(BlueprintStep step, HttpStatusCode status) =>
        ApiResponse.Json(new JsonObject { ["data"] = new JsonArray(BlueprintResource.WriteStep(step)) }, status);
}
