using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using Plannr.Sandbox.Data;

namespace Plannr.Sandbox.Resources;

/// <summary>Writes blueprints and their steps.</summary>
internal sealed class BlueprintResource(SandboxStore store)
{
    private const string ReferenceMark = "ref:";

    public JsonObject Write(Blueprint blueprint) => new()
    {
        ["uuid"] = blueprint.Uuid.ToString(),
        ["created_at"] = UkTime.Timestamp(blueprint.CreatedAt),
        ["updated_at"] = UkTime.Timestamp(blueprint.CreatedAt),
        ["name"] = blueprint.Name,
        ["trigger"] = blueprint.Trigger,
        ["is_active"] = blueprint.IsActive,
        ["account"] = store.FindAccount(blueprint.CreatedBy) is { } account ? AccountResource.WriteBrief(account) : null,
        ["conditions"] = new JsonArray(blueprint.Conditions.Select(Write).ToArray<JsonNode?>()),
        ["configuration"] = new JsonArray(),
        ["steps"] = new JsonArray(blueprint.Steps.Select(step => Write(step, blueprint.CreatedAt)).ToArray<JsonNode?>()),
        ["steps_count"] = blueprint.Steps.Count,
        ["webhook_targets"] = WebhookTargets(blueprint),
    };

    private static JsonObject Write(BlueprintCondition condition) => new()
    {
        ["field"] = condition.Field,
        ["value"] = condition.Value,
        ["operator"] = condition.Operator,
    };

    private static JsonObject Write(BlueprintStep step, DateTimeOffset createdAt) => new()
    {
        ["uuid"] = step.Uuid.ToString(),
        ["created_at"] = UkTime.Timestamp(createdAt),
        // Not updated_at: that is what the API calls it here.
        ["updated"] = UkTime.Timestamp(createdAt),
        ["name"] = step.Name,
        ["type"] = step.Type,
        ["configuration"] = new JsonObject { ["params"] = Write(step.Parameters) },
        ["condition_state"] = step.ConditionState,
        ["parent_step_uuid"] = step.Parent?.ToString(),
    };

    private static JsonObject Write(IReadOnlyDictionary<string, string> parameters)
    {
        var json = new JsonObject();
        foreach (var parameter in parameters)
        {
            var isReference = parameter.Value.StartsWith(ReferenceMark, StringComparison.Ordinal);
            json[parameter.Key] = new JsonObject
            {
                ["type"] = isReference ? "ref" : "const",
                ["value"] = isReference ? parameter.Value.Substring(ReferenceMark.Length) : parameter.Value,
            };
        }

        return json;
    }

    private static JsonArray WebhookTargets(Blueprint blueprint) => blueprint.Trigger != "webhook" ? [] : new JsonArray(new JsonObject
    {
        ["uuid"] = StableUuid.FromName("webhook-target/" + blueprint.Name).ToString(),
        ["name"] = "Card printing service",
        ["url"] = SandboxData.DemoBaseAddress + "webhooks/" + StableUuid.FromName("webhook/" + blueprint.Name),
    });
}
