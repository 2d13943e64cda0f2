namespace Plannr.Sandbox.Data.Demo;

/// <summary>What the firm has to do: some of it by hand, some because an automation said so.</summary>
internal sealed class DemoTasks(DemoCalendar calendar, DemoClients clients)
{
    public IReadOnlyList<WorkTask> All =>
    [
        Create("Prepare the annual review pack", "mabel", calendar.DaysAgo(6), "medium", calendar.Start.AddDays(14)) with
        {
            Uuid = SandboxData.TaskUuid,
            Description = "Valuations, the fact find and the last letter.",
            Status = WorkTaskStatus.Incomplete,
            AssignedTo = [SandboxData.MemberAccountUuid],
        },
        Create("Ask for a valuation", "mabel", calendar.DaysAgo(5), "low", calendar.Start.AddDays(7)) with
        {
            Parent = SandboxData.TaskUuid,
            AssignedTo = [SandboxData.MemberAccountUuid],
        },
        Create("Call about missing documents, again", "barnaby", calendar.DaysAgo(4), "high", calendar.DaysAgo(1)) with
        {
            AssignedTo = [SandboxData.AdminAccountUuid],
        },
        Create("Check the trust deed", "trust", calendar.DaysAgo(20), "highest", calendar.DaysAgo(10)) with
        {
            Status = WorkTaskStatus.Complete,
            UpdatedAt = calendar.DaysAgo(11),
            CompletedAt = calendar.DaysAgo(11),
            CompletedBy = SandboxData.AdminAccountUuid,
            AssignedTo = [SandboxData.AdminAccountUuid, SandboxData.MemberAccountUuid],
        },
        Create("Welcome call", "newcomer", calendar.DaysAgo(1), null, null),
        Create("Old mail merge", null, calendar.DaysAgo(90), "low", null) with { Status = WorkTaskStatus.Archived },
    ];

    private WorkTask Create(string name, string? client, DateTimeOffset createdAt, string? priority, DateTimeOffset? dueAt) => new()
    {
        Uuid = StableUuid.FromName("task/" + name),
        CreatedAt = createdAt,
        UpdatedAt = createdAt,
        Name = name,
        Priority = priority,
        DueAt = dueAt,
        Status = WorkTaskStatus.NotStarted,
        Author = SandboxData.OwnerAccountUuid,
        TaskableType = client is null ? null : "client",
        TaskableUuid = client is null ? null : clients.ByKey[client].Uuid,
    };
}
