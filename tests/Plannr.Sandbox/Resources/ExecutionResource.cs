namespace Plannr.Sandbox.Resources;

/// <summary>Writes executions and their steps.</summary>
internal sealed class ExecutionResource(SandboxStore store, AccountResource accounts)
{
    /// <param name="run">The execution.</param>
    /// <param name="now">The current time.</param>
    /// <param name="withAccount">Whether to write the account.</param>
    public JsonObject Write(AutomationRun run, DateTimeOffset now, bool withAccount)
    {
        var execution = run.At(now);
        var json = new JsonObject
        {
            ["uuid"] = execution.Uuid.ToString(),
            ["created_at"] = UkTime.Timestamp(execution.CreatedAt),
            ["updated_at"] = UkTime.Timestamp(execution.UpdatedAt),
            ["status"] = execution.Status,
            ["triggered_by"] = execution.TriggeredBy,
            ["steps"] = new JsonArray(execution.Steps.Select(Write).ToArray<JsonNode?>()),
            ["name"] = execution.Name,
            ["next_step"] = execution.NextStep is { } next ? Write(next) : null,
            ["previous_step"] = execution.PreviousStep is { } previous ? Write(previous) : null,
        };
        if (withAccount)
        {
            json["account"] = store.FindAccount(execution.AccountUuid) is { } account ? accounts.WriteFull(account) : null;
        }

        return json;
    }

    private static JsonObject Write(ExecutionStep step) => new()
    {
        ["uuid"] = step.Uuid.ToString(),
        ["created_at"] = UkTime.Timestamp(step.CreatedAt),
        ["updated_at"] = UkTime.Timestamp(step.UpdatedAt),
        ["executed_at"] = UkTime.Timestamp(step.ExecutedAt),
        ["status"] = step.Status,
        ["info"] = step.Info,
        ["name"] = step.Name,
    };
}
