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

/// <summary>How to wait for executions.</summary>
public sealed class AutomationExecutionWaitOptions
{
    /// <summary>The time between two looks at first; it grows to half a minute while nothing changes.</summary>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long to wait in all; null for as long as it takes.</summary>
    public TimeSpan? Timeout { get; set; }

    /// <summary>Whether a state ends the wait. By default any that is not known to mean "running": <see cref="AutomationStatus.IsRunning"/>.</summary>
    public Func<string?, bool> IsEnd { get; set; } = status => !AutomationStatus.IsRunning(status);

    /// <summary>Whether to ask for the accounts (<c>include=account</c>).</summary>
    public bool IncludeAccount { get; set; }

    /// <summary>Told the state of the executions that still run after each look, from any thread. Null for nobody.</summary>
    public Action<IReadOnlyList<AutomationExecution>>? Progress { get; set; }
}
