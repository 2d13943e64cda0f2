namespace Plannr.Sandbox.Resources;

/// <summary>Writes blueprints and their steps.</summary>
internal sealed class BlueprintResource(SandboxStore store)
{
    public JsonObject Write(Blueprint blueprint) => new()
    {
        ["uuid"] = blueprint.Uuid.ToString(),
        ["created_at"] = UkTime.Timestamp(blueprint.CreatedAt),
        ["updated_at"] = UkTime.Timestamp(blueprint.UpdatedAt),
        ["name"] = blueprint.Name,
        ["trigger"] = blueprint.Trigger,
        ["is_active"] = blueprint.IsActive,
        ["account"] = store.FindAccount(blueprint.CreatedBy) is { } account ? AccountResource.WriteBrief(account) : null,
        ["conditions"] = JsonNode.Parse(blueprint.Conditions),
        ["configuration"] = JsonNode.Parse(blueprint.Configuration),
        ["steps"] = new JsonArray(blueprint.Steps.Select(WriteStep).ToArray<JsonNode?>()),
        ["steps_count"] = blueprint.Steps.Count,
        ["webhook_targets"] = WebhookTargets(blueprint),
    };

    public static JsonObject WriteStep(BlueprintStep step) => new()
    {
        ["uuid"] = step.Uuid.ToString(),
        ["created_at"] = UkTime.Timestamp(step.CreatedAt),
        // The API uses this name here instead of updated_at.
        ["updated"] = UkTime.Timestamp(step.UpdatedAt),
        ["name"] = step.Name,
        ["type"] = step.Type,
        ["configuration"] = JsonNode.Parse(step.Configuration),
        ["condition_state"] = step.ConditionState,
        ["parent_step_uuid"] = step.Parent?.ToString(),
    };

    private static JsonArray WebhookTargets(Blueprint blueprint) => blueprint.Trigger != "webhook" ? [] : new JsonArray(new JsonObject
    {
        ["uuid"] = StableUuid.FromName("webhook-target/" + blueprint.Name).ToString(),
        ["name"] = "Card printing service",
        ["url"] = SandboxData.DemoBaseAddress + "webhooks/" + StableUuid.FromName("webhook/" + blueprint.Name),
    });
}
