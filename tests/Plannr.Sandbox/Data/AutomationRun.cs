namespace Plannr.Sandbox.Data;

/// <summary>
/// An execution of a blueprint, defined by a timed script. Its state at any time is computed from the script alone, so no timers are needed and two
/// requests at the same time get the same state.
/// </summary>
internal abstract class AutomationRun
{
    public abstract Guid Uuid { get; }

    public abstract Guid AccountUuid { get; }

    public abstract DateTimeOffset CreatedAt { get; }

    public abstract Blueprint Blueprint { get; }

    /// <summary>The status after the last scheduled step.</summary>
    protected abstract string RestingStatus { get; }

    protected abstract IReadOnlyList<ScriptedStep> Script { get; }

    /// <summary>Returns the state of the execution at a given time.</summary>
    public virtual Execution At(DateTimeOffset now)
    {
        var script = Script;
        var isMoving = script.Any(step => step.RunsAt > now);
        var status = isMoving ? Statuses.InProgress : RestingStatus;
        var unreached = status == Statuses.Cancelled ? Statuses.Cancelled : Statuses.Pending;
        var steps = script.Select(step => step.At(now, CreatedAt, unreached)).ToList();
        var previous = steps.LastOrDefault(step => step.ExecutedAt is not null);
        return new Execution
        {
            Uuid = Uuid,
            CreatedAt = CreatedAt,
            UpdatedAt = previous?.ExecutedAt ?? CreatedAt,
            Status = status,
            TriggeredBy = Blueprint.TriggeredBy,
            Name = Blueprint.Name,
            AccountUuid = AccountUuid,
            Steps = steps,
            NextStep = Statuses.IsFinal(status) ? null : steps.FirstOrDefault(step => step.ExecutedAt is null),
            PreviousStep = previous,
        };
    }
}

/// <summary>A step of an execution's script.</summary>
/// <param name="Uuid">The UUID of the step.</param>
/// <param name="Name">The name.</param>
/// <param name="RunsAt">When the step runs; null if it never does.</param>
/// <param name="Outcome">The final status.</param>
/// <param name="Info">The final value of <c>info</c>.</param>
internal sealed record ScriptedStep(Guid Uuid, string Name, DateTimeOffset? RunsAt, string Outcome, string? Info)
{
    public ExecutionStep At(DateTimeOffset now, DateTimeOffset createdAt, string unreachedStatus) =>
        RunsAt <= now
            ? new ExecutionStep(Uuid, Name, Outcome, createdAt, RunsAt.Value, RunsAt, Info)
            : new ExecutionStep(Uuid, Name, unreachedStatus, createdAt, createdAt, null, null);
}
