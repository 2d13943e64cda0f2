namespace Plannr;

/// <summary>Interprets the statuses of executions and steps. The API reference does not document them, so common values are assumed. Case is ignored, and spaces and hyphens are treated as underscores.</summary>
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

    /// <summary>The statuses that mean "ended", but neither success nor failure.</summary>
    private static readonly HashSet<string> Ended = new(StringComparer.OrdinalIgnoreCase) { "aborted", "canceled", "cancelled", "skipped", "stopped" };

    /// <summary>The statuses of executions and steps that have not ended.</summary>
    public static IReadOnlyList<string> RunningValues { get; } = Array.AsReadOnly(Running.ToArray());

    /// <summary>Returns whether the status is known to mean "not ended yet".</summary>
    public static bool IsRunning(string? status) => Running.Contains(Normalize(status));

    /// <summary>Returns whether the status is known to mean "ended successfully".</summary>
    public static bool IsCompleted(string? status) => Completed.Contains(Normalize(status));

    /// <summary>Returns whether the status is known to mean "ended with an error".</summary>
    public static bool IsFailed(string? status) => Failed.Contains(Normalize(status));

    /// <summary>Returns whether a filter may be correct although it matches none of the given statuses: it matches a common status, and no given status has the same meaning.</summary>
    internal static bool IsPlausible(Func<string, bool> isMatch, IEnumerable<string> statuses) =>
        Running.Concat(Ended).Any(isMatch)
        || (Completed.Any(isMatch) && !statuses.Any(IsCompleted))
        || (Failed.Any(isMatch) && !statuses.Any(IsFailed));

    /// <summary>Returns whether the status is known to mean "ended", successfully or not.</summary>
    internal static bool IsEnd(string? status) => IsCompleted(status) || IsFailed(status) || Ended.Contains(Normalize(status));

    internal static string Normalize(string? status) => (status ?? string.Empty).Trim().Replace(' ', '_').Replace('-', '_');
}
