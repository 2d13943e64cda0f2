namespace Plannr;

/// <summary>The result for one of several requested executions.</summary>
internal sealed record AutomationExecutionResult(Guid Uuid, AutomationExecution? Execution, PlannrException? Error);

internal sealed class AutomationExecutionWaitOptions
{
    /// <summary>The first time between two polls; it grows to half a minute while nothing changes.</summary>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The timeout; null for none.</summary>
    public TimeSpan? Timeout { get; set; }

    /// <summary>Returns whether a status ends the wait. By default any that is not known to mean "running": <see cref="AutomationStatus.IsRunning"/>.</summary>
    public Func<string?, bool> IsEnd { get; set; } = status => !AutomationStatus.IsRunning(status);

    public bool IncludeAccount { get; set; }

    /// <summary>Receives the executions that still run after each poll, on any thread. May be null.</summary>
    public Action<IReadOnlyList<AutomationExecution>>? Progress { get; set; }
}
