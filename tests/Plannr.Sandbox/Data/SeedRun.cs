namespace Plannr.Sandbox.Data;

/// <summary>The execution on the API reference page. It has fixed values instead of a script, because it contradicts itself: its next step has already run.</summary>
internal sealed class SeedRun(Blueprint blueprint) : AutomationRun
{
    /// <summary>The value of <c>info</c> on that page, which looks like JSON but isn't valid JSON.</summary>
    private const string Info = """
        "[{errors : "the account_uuid field is required" }]"
        """;

    public static DateTimeOffset Moment { get; } = new(2026, 5, 19, 18, 31, 18, TimeSpan.FromHours(1));

    public override Guid Uuid => SandboxData.SeedExecutionUuid;

    public override Guid AccountUuid => SandboxData.SeedAccountUuid;

    public override DateTimeOffset CreatedAt => Moment;

    public override Blueprint Blueprint { get; } = blueprint;

    protected override string RestingStatus => Statuses.InProgress;

    protected override IReadOnlyList<ScriptedStep> Script => [];

    public override Execution At(DateTimeOffset now) => new()
    {
        Uuid = Uuid,
        CreatedAt = Moment,
        UpdatedAt = Moment,
        Status = Statuses.InProgress,
        TriggeredBy = Blueprint.TriggeredBy,
        Name = Blueprint.Name,
        AccountUuid = AccountUuid,
        Steps = [Step("8434bd65-74d9-4c5b-9db3-9887e056f56f")],
        NextStep = Step("909fc0bd-a943-4977-81bc-cb613d4443f9"),
        PreviousStep = Step("f790902a-eaaf-4d3a-8a54-ffda93154089"),
    };

    private static ExecutionStep Step(string uuid) =>
        new(new Guid(uuid), "Send SMS", Statuses.Completed, Moment, Moment, Moment, Info);
}
