namespace Plannr.Sandbox.Data.Demo;

/// <summary>The automations that the firm has defined.</summary>
internal sealed class DemoBlueprints(DemoCalendar calendar)
{
    public Blueprint Welcome { get; } = WithYes(
        Create(
            "Send client welcome pack to newly created client",
            "client.created",
            calendar.YearsAgo(2),
            "Condition: is prospect", "Send e-mail", "Send SMS", "Create task", "Update client") with
        {
            Uuid = SandboxData.WelcomeBlueprintUuid,
            Conditions = Conditions(("client.is_prospect", "equals", "false")),
        },
        "Add tag", "Create task");

    public Blueprint AnnualReview { get; } = WithYes(
        Create(
            "Annual review reminder",
            "client.next_review_date",
            calendar.YearsAgo(1, 90),
            "Send e-mail", "Wait 3 days", "Condition: has booked a meeting", "Send SMS", "Create task") with
        {
            Uuid = SandboxData.BranchingBlueprintUuid,
            Configuration = """{"days":"30","direction":"before","repeats_yearly":true}""",
        },
        "Update client", "Request fact find", "Send e-mail");

    public Blueprint Onboarding { get; } = Create(
        "Onboarding checklist",
        "client.updated",
        calendar.YearsAgo(1),
        "Add tag", "Request fact find", "Create task", "Wait 3 days", "Send e-mail", "Update client") with
    {
        Conditions = Conditions(("client.status", "equals", "Active"), ("client.is_prospect", "not_equal_to", "true")),
    };

    public Blueprint ChaseDocuments { get; } = Create(
        "Chase outstanding documents",
        null,
        calendar.DaysAgo(250),
        "Send e-mail", "Wait 3 days", "Send SMS", "Wait 3 days", "Create task");

    public Blueprint AnniversaryCard { get; } = Create(
        "Anniversary card",
        "webhook",
        calendar.DaysAgo(100),
        "Create task", "Send e-mail", "Update client");

    public IReadOnlyList<Blueprint> All => [Welcome, AnnualReview, Onboarding, ChaseDocuments, AnniversaryCard];

    private static Blueprint Create(string name, string? trigger, DateTimeOffset createdAt, params string[] steps) => new()
    {
        Uuid = StableUuid.FromName("blueprint/" + name),
        Name = name,
        Trigger = trigger,
        CreatedAt = createdAt,
        UpdatedAt = createdAt,
        CreatedBy = SandboxData.AdminAccountUuid,
        Steps = BlueprintSteps.Chain(name, createdAt, steps),
        StepsOfRuns = steps.Length,
    };

    private static Blueprint WithYes(Blueprint blueprint, params string[] steps) => blueprint with
    {
        Steps = [.. blueprint.Steps, .. BlueprintSteps.Yes(blueprint.Name, blueprint.Steps, steps)],
    };

    private static string Conditions(params (string Field, string Operator, string Value)[] conditions) =>
        new JsonArray(conditions.Select(condition => (JsonNode?)new JsonObject
        {
            ["field"] = condition.Field,
            ["value"] = condition.Value,
            ["operator"] = condition.Operator,
        }).ToArray()).ToJsonString();
}
