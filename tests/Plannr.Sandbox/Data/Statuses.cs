namespace Plannr.Sandbox.Data;

/// <summary>The statuses that the sandbox uses. The API's documentation does not list them: <c>in_progress</c> and <c>completed</c> appear in its examples, and the others are guesses.</summary>
internal static class Statuses
{
    public const string Pending = "pending";
    public const string InProgress = "in_progress";
    public const string Waiting = "waiting";
    public const string Completed = "completed";
    public const string Failed = "failed";
    public const string Cancelled = "cancelled";

    /// <summary>Returns whether an execution with this status has ended.</summary>
    public static bool IsFinal(string status) => status is Completed or Failed or Cancelled;
}
