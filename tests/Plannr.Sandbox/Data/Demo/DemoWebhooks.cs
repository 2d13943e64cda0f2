namespace Plannr.Sandbox.Data.Demo;

/// <summary>Who listens to the firm's events: a back office, and a task board that was never told anything.</summary>
internal sealed class DemoWebhooks(DemoCalendar calendar)
{
    public IReadOnlyList<WebhookSubscription> All =>
    [
        new()
        {
            Uuid = SandboxData.WebhookSubscriptionUuid,
            CreatedAt = calendar.DaysAgo(200),
            UpdatedAt = calendar.DaysAgo(30),
            Url = "https://back-office.example.com/plannr",
            Events = ["account.created", "account.updated"],
            LastCallAt = calendar.DaysAgo(0, 5),
        },
        new()
        {
            Uuid = StableUuid.FromName("webhook-subscription/board"),
            CreatedAt = calendar.DaysAgo(2),
            UpdatedAt = calendar.DaysAgo(2),
            Url = "https://board.example.org/hooks/tasks?source=plannr",
            Events = ["task.created", "task.completed"],
        },
    ];
}
