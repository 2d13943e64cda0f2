namespace Plannr.PowerShell.Blueprints;

/// <summary>What the API says of a blueprint, a condition or a step that this module does not know, and so can't send either.</summary>
internal static class UnknownFields
{
    /// <summary>Kept by the server; one that can't be read is no loss. The step count has no documented name.</summary>
    private static readonly string[] Servers = ["uuid", "created_at", "updated", "updated_at", "account", "step_count", "steps_count", "webhook_targets"];

    public static IEnumerable<string> Of(PlannrResource resource) => resource.AdditionalProperties.Keys.Except(Servers);
}
