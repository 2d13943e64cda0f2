namespace Plannr.Client.Resources;

/// <summary>How audits and logs stand in JSON (contract, section 5).</summary>
internal static class HistoryShapes
{
    public static Shape<Audit> Audit { get; } = new Shape<Audit>()
        .Guid("uuid", (audit, value) => audit.Uuid = value)
        .Date("created_at", (audit, value) => audit.CreatedAt = value)
        .Text("type", (audit, value) => audit.Type = value)
        .Text("event", (audit, value) => audit.Event = value)
        .AnyMap("old_values", (audit, value) => audit.OldValues = value)
        .AnyMap("new_values", (audit, value) => audit.NewValues = value)
        .Text("user_agent", (audit, value) => audit.UserAgent = value)
        .Text("ip_address", (audit, value) => audit.IpAddress = value)
        .Text("url", (audit, value) => audit.Url = value)
        .One("account", () => AccountShapes.Account, (audit, value) => audit.Account = value);

    public static Shape<LogEntry> LogEntry { get; } = new Shape<LogEntry>()
        .Guid("uuid", (entry, value) => entry.Uuid = value)
        .Date("created_at", (entry, value) => entry.CreatedAt = value)
        .Date("updated_at", (entry, value) => entry.UpdatedAt = value)
        .Text("description", (entry, value) => entry.Description = value)
        .Text("type", (entry, value) => entry.Type = value)
        .Text("level", (entry, value) => entry.Level = value)
        .One("author", () => AccountShapes.Account, (entry, value) => entry.Author = value);
}
