namespace Plannr.Sandbox.Data.Demo;

/// <summary>Who changed what before and after the runs that failed, and what the logs of the clients say.</summary>
internal sealed class DemoHistory(DemoCalendar calendar, DemoClients clients, IReadOnlyList<AutomationRun> runs)
{
    private static readonly string[] Agents =
    [
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Demo/1.0", "Mozilla/5.0 (Macintosh; Intel Mac OS X 14_0) Demo/1.0",
    ];

    public IReadOnlyList<Audit> Audits => Registrations().Concat(Changes()).OrderBy(audit => audit.CreatedAt).ToList();

    public IReadOnlyList<LogEntry> Logs => Visits().Concat(Failures()).OrderBy(entry => entry.CreatedAt).ToList();

    private IEnumerable<Audit> Registrations() => clients.ByKey.Values.Select(client =>
        Write("Client", "created", client, client.CreatedAt, SandboxData.OwnerAccountUuid, null, new JsonObject { ["uuid"] = client.Uuid.ToString(), ["name"] = client.Name }));

    // The welcome pack failed four minutes after two last night because of the address that a member had cut short the evening before.
    private IEnumerable<Audit> Changes()
    {
        DateTimeOffset night = calendar.LastNight(0);
        yield return Write("Contact Detail", "updated", clients.ByKey["mabel"], night.AddHours(-9), SandboxData.MemberAccountUuid,
            new JsonObject { ["value"] = "mabel@example.org" }, new JsonObject { ["value"] = "mabel@example" });
        yield return Write("Contact Detail", "updated", clients.ByKey["mabel"], night.AddMinutes(95), SandboxData.AdminAccountUuid,
            new JsonObject { ["value"] = "mabel@example" }, new JsonObject { ["value"] = "mabel@example.org" });
        yield return Write("Client", "updated", clients.ByKey["trust"], night.AddHours(-30), SandboxData.OwnerAccountUuid,
            new JsonObject { ["assigned_adviser_uuid"] = SandboxData.OwnerAccountUuid.ToString() }, new JsonObject { ["assigned_adviser_uuid"] = null });
        yield return Write("Client", "updated", clients.ByKey["trust"], night.AddMinutes(100), SandboxData.OwnerAccountUuid,
            new JsonObject { ["assigned_adviser_uuid"] = null }, new JsonObject { ["assigned_adviser_uuid"] = SandboxData.OwnerAccountUuid.ToString() });
        yield return Write("Sub Account", "updated", clients.ByKey["barnaby"], calendar.DaysAgo(3, 4), SandboxData.AdminAccountUuid,
            new JsonObject { ["name"] = "Growth" }, new JsonObject { ["name"] = "Growth, cautious" });
        yield return Write("Tag", "deleted", clients.ByKey["former"], calendar.DaysAgo(8, 4), SandboxData.AdminAccountUuid,
            new JsonObject { ["name"] = "VIP" }, null);
    }

    private IEnumerable<LogEntry> Visits() => clients.ByKey.Values.Select((client, i) => Write(
        client, "viewed", "info", $"{client.Name} was viewed", calendar.DaysAgo(i % 5, 2 + i), i % 2 == 0 ? SandboxData.AdminAccountUuid : SandboxData.MemberAccountUuid));

    private IEnumerable<LogEntry> Failures() =>
        from run in runs
        let end = run.At(calendar.Start)
        where end.Status == Statuses.Failed
        let client = clients.ByKey.Values.First(client => client.Uuid == run.AccountUuid)
        select Write(client, "automation", "error", $"Automation \"{end.Name}\" failed at the step \"{end.PreviousStep!.Name}\"", end.UpdatedAt, null);

    private static Audit Write(
        string type, string what, Account client, DateTimeOffset at, Guid by, JsonObject? old, JsonObject? values) => new()
    {
        Uuid = StableUuid.FromName($"audit/{type}/{client.Uuid}/{what}/{old?.ToJsonString()}"),
        CreatedAt = at,
        Type = type,
        Event = what,
        OldValues = Audit.Values(old),
        NewValues = Audit.Values(values),
        UserAgent = Agents[by == SandboxData.OwnerAccountUuid ? 1 : 0],

        // Of the addresses that are kept for documentation.
        IpAddress = "192.0.2.17",
        Url = $"{SandboxData.DemoBaseAddress}api/v1/account/{client.Uuid}",
        AccountUuid = by,
    };

    private static LogEntry Write(Account client, string type, string level, string description, DateTimeOffset at, Guid? author) => new()
    {
        Uuid = StableUuid.FromName($"log/{client.Uuid}/{description}/{type}"),
        CreatedAt = at,
        ModelType = "client",
        ModelUuid = client.Uuid,
        Type = type,
        Level = level,
        Description = description,
        Author = author,
    };
}
