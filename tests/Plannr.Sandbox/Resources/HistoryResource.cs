namespace Plannr.Sandbox.Resources;

/// <summary>Writes audits and log entries.</summary>
internal sealed class HistoryResource(SandboxStore store)
{
    public JsonObject Write(Audit audit) => new()
    {
        ["uuid"] = audit.Uuid.ToString(),
        ["created_at"] = UkTime.Timestamp(audit.CreatedAt),
        ["type"] = audit.Type,
        ["event"] = audit.Event,
        ["old_values"] = JsonNode.Parse(audit.OldValues),
        ["new_values"] = JsonNode.Parse(audit.NewValues),
        ["user_agent"] = audit.UserAgent,
        ["ip_address"] = audit.IpAddress,
        ["url"] = audit.Url,
        ["account"] = Account(audit.AccountUuid),
    };

    public JsonObject Write(LogEntry entry) => new()
    {
        ["uuid"] = entry.Uuid.ToString(),
        ["created_at"] = UkTime.Timestamp(entry.CreatedAt),
        ["updated_at"] = UkTime.Timestamp(entry.CreatedAt),
        ["description"] = entry.Description,
        ["type"] = entry.Type,
        ["level"] = entry.Level,
        ["author"] = Account(entry.Author),
    };

    private JsonObject? Account(Guid? uuid) => store.FindAccount(uuid) is { } account ? AccountResource.WriteBrief(account) : null;
}
