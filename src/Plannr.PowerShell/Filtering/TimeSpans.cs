namespace Plannr.PowerShell.Filtering;

/// <summary>The span of time that -After and -Before leave.</summary>
internal static class TimeSpans
{
    /// <summary>Whether a time lies in it. One that is not known lies in none with a bound.</summary>
    public static bool Holds(DateTimeOffset? time, DateTimeOffset? after, DateTimeOffset? before) =>
        (after is null || time >= after) && (before is null || time < before);
}
