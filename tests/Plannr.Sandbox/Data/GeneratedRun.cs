namespace Plannr.Sandbox.Data;

/// <summary>A finished execution that is generated from its number; nothing is stored.</summary>
internal sealed class GeneratedRun(int index, Blueprint blueprint, Guid accountUuid, DateTimeOffset createdAt) : AutomationRun
{
    private const int FailingStep = 1;

    public override Guid Uuid => StableUuid.FromIndex(index);

    public override Blueprint Blueprint { get; } = blueprint;

    public override Guid AccountUuid { get; } = accountUuid;

    public override DateTimeOffset CreatedAt { get; } = createdAt;

    protected override string RestingStatus => (index % 10) switch
    {
        3 => Statuses.Failed,
        8 => Statuses.Cancelled,
        _ => Statuses.Completed,
    };

    protected override IReadOnlyList<ScriptedStep> Script
    {
        get
        {
            var stopsEarly = RestingStatus != Statuses.Completed;
            var script = new ScriptedStep[Blueprint.StepsOfRuns];
            for (var i = 0; i < script.Length; i++)
            {
                var fails = RestingStatus == Statuses.Failed && i == FailingStep;
                script[i] = new ScriptedStep(
                    StableUuid.FromIndex(index, i + 1),
                    Blueprint.Steps[i].Name,
                    stopsEarly && i > FailingStep ? null : CreatedAt.AddSeconds(2 * (i + 1)),
                    fails ? Statuses.Failed : Statuses.Completed,
                    fails ? """{"errors":{"email":["The email must be a valid email address."]}}""" : null);
            }

            return script;
        }
    }
}
