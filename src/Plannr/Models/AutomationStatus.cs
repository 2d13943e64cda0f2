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

    /// <summary>The statuses that mean "ended", but imply neither success nor failure.</summary>
    private static readonly HashSet<string> Ended = new(StringComparer.OrdinalIgnoreCase) { "aborted", "canceled", "cancelled", "skipped", "stopped" };

    /// <summary>The common statuses that mean "not ended yet".</summary>
    public static IReadOnlyList<string> RunningValues { get; } = Array.AsReadOnly(Running.ToArray());

    /// <summary>Returns whether the status is one that means "not ended yet". Returns false for an unknown status.</summary>
    public static bool IsRunning(string? status) => Running.Contains(Normalize(status));

    /// <summary>Returns whether the status is one that means "ended successfully". Returns false for an unknown status.</summary>
    public static bool IsCompleted(string? status) => Completed.Contains(Normalize(status));

    /// <summary>Returns whether the status is one that means "ended with an error". Returns false for an unknown status.</summary>
    public static bool IsFailed(string? status) => Failed.Contains(Normalize(status));

    /// <summary>Returns whether a filter that matches none of the given statuses may still be correct. It may if it matches a common status, unless that status means success or failure and one of the given statuses has the same meaning.</summary>
    internal static bool IsPlausible(Func<string, bool> isMatch, IEnumerable<string> statuses) =>
        Running.Concat(Ended).Any(isMatch)
        || (Completed.Any(isMatch) && !statuses.Any(IsCompleted))
        || (Failed.Any(isMatch) && !statuses.Any(IsFailed));

    /// <summary>Returns whether the status is one that means "ended", successfully or not. Returns false for an unknown status.</summary>
    internal static bool IsEnd(string? status) => IsCompleted(status) || IsFailed(status) || Ended.Contains(Normalize(status));

    internal static string Normalize(string? status) => (status ?? string.Empty).Trim().Replace(' ', '_').Replace('-', '_');
}
