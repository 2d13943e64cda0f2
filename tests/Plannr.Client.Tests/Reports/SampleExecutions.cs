namespace Plannr.Client.Tests.Reports;

/// <summary>Creates sample executions for reports.</summary>
internal static class SampleExecutions
{
    public static DateTimeOffset Noon(int day) => new(2026, 6, day, 12, 0, 0, TimeSpan.FromHours(1));

    public static AutomationExecution Run(
        string? status, DateTimeOffset? createdAt, string? name = "Welcome", string? account = null, params AutomationStep[] steps) => new()
    {
        Uuid = Guid.NewGuid(),
        Name = name,
        Status = status,
        TriggeredBy = "client.created",
        CreatedAt = createdAt,
        Account = account is null ? null : new Account { Name = account },
        Steps = new ResourceList<AutomationStep>(steps),
    };

    public static AutomationStep Step(string? name, string? status, DateTimeOffset? executedAt = null, string? info = null, params string[] errors) => new()
    {
        Name = name,
        Status = status,
        ExecutedAt = executedAt,
        Info = info,
        Errors = new ResourceList<string>(errors),
    };

    /// <summary>Returns realistic executions with five steps each. One execution in ten failed with a message.</summary>
    public static IEnumerable<AutomationExecution> Many(int count) => Enumerable.Range(0, count).Select(number =>
    {
        DateTimeOffset createdAt = Noon(10).AddMinutes(-37 * number);
        bool fails = number % 10 == 3;
        AutomationStep[] steps =
        [
            Step("Condition: is prospect", "completed", createdAt.AddSeconds(3)),
            Step("Send e-mail", "completed", createdAt.AddSeconds(6), "Accepted by the mail server, message 4711 is on its way"),
            Step("Send SMS", fails ? "failed" : "completed", createdAt.AddSeconds(9), null, fails ? ["The phone number of the client is not a mobile number."] : []),
            Step("Create task for the adviser", fails ? "pending" : "completed", fails ? null : createdAt.AddSeconds(12)),
            Step("Update client", fails ? "pending" : "completed", fails ? null : createdAt.AddSeconds(15)),
        ];
        return Run(fails ? "failed" : "completed", createdAt, $"Send client welcome pack {number % 7}", $"Gareth Thompson-Featherstone {number % 200}", steps);
    });
}
