namespace Plannr;

/// <summary>What became of one of several executions that were asked for.</summary>
public sealed class AutomationExecutionResult
{
    internal AutomationExecutionResult(Guid uuid, AutomationExecution? execution, PlannrException? error)
    {
        Uuid = uuid;
        Execution = execution;
        Error = error;
    }

    /// <summary>The UUID that was asked for.</summary>
    public Guid Uuid { get; }

    /// <summary>The execution; where there is an error as well, its last known state. Null where nothing is known of it.</summary>
    public AutomationExecution? Execution { get; }

    /// <summary>What went wrong. Null where nothing did.</summary>
    public PlannrException? Error { get; }

    /// <summary>The execution's name, or the UUID.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => Execution?.ToString() ?? Uuid.ToString();
}
