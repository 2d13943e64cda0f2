namespace Plannr.Sandbox.Data;

/// <summary>An execution whose script is stored in memory.</summary>
internal sealed class ScriptedRun(
    Guid uuid,
    Blueprint blueprint,
    Guid accountUuid,
    DateTimeOffset createdAt,
    string restingStatus,
    IReadOnlyList<ScriptedStep> script) : AutomationRun
{
    public override Guid Uuid { get; } = uuid;

    public override Blueprint Blueprint { get; } = blueprint;

    public override Guid AccountUuid { get; } = accountUuid;

    public override DateTimeOffset CreatedAt { get; } = createdAt;

    protected override string RestingStatus { get; } = restingStatus;

    protected override IReadOnlyList<ScriptedStep> Script { get; } = script;
}
