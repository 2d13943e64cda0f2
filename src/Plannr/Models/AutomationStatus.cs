namespace Plannr;

/// <summary>
/// How the module reads the states of executions and steps. The API documents no list; only <c>in_progress</c> (execution) and
/// <c>completed</c> (step) appear in its examples, so the lists here are what such APIs use, kept in this one place. Letter case,
/// spaces and hyphens make no difference.
/// </summary>
public static class AutomationStatus
{
    private static readonly HashSet<string> Running = new(StringComparer.OrdinalIgnoreCase)
    {
        "created", "delayed", "in_progress", "new", "on_hold", "paused", "pending", "processing", "queued", "retrying", "running",
        "scheduled", "started", "waiting",
    };

    private static readonly HashSet<string> Completed = new(StringComparer.OrdinalIgnoreCase)
    {
        "complete", "completed", "done", "executed", "finished", "ok", "succeeded", "success", "successful",
    };

    private static readonly HashSet<string> Failed = new(StringComparer.OrdinalIgnoreCase)
    {
        "completed_with_errors", "error", "errored", "fail", "failed", "failure", "timed_out", "timeout",
    };

    /// <summary>The states that mean that a run or step has not ended.</summary>
    public static IReadOnlyCollection<string> RunningValues => Running;

    /// <summary>Whether the state is one of those known to mean "not ended yet".</summary>
    /// <param name="status">The state as the API words it, or null.</param>
    /// <returns>False for null, empty and unknown states.</returns>
    public static bool IsRunning(string? status) => Running.Contains(Normalize(status));

    /// <summary>Whether the state is one of those known to mean "ended well".</summary>
    /// <param name="status">The state as the API words it, or null.</param>
    /// <returns>False for null, empty and unknown states.</returns>
    public static bool IsCompleted(string? status) => Completed.Contains(Normalize(status));

    /// <summary>Whether the state is one of those known to mean "ended with an error".</summary>
    /// <param name="status">The state as the API words it, or null.</param>
    /// <returns>False for null, empty and unknown states.</returns>
    public static bool IsFailed(string? status) => Failed.Contains(Normalize(status));

    private static string Normalize(string? status) => (status ?? string.Empty).Trim().Replace(' ', '_').Replace('-', '_');
}
