using System.Diagnostics;

namespace Plannr.PowerShell.Completion;

/// <summary>How long completion waits, and how long it trusts what it knows. Tests put other times in place.</summary>
internal sealed class LookupTiming
{
    public static LookupTiming Current { get; set; } = new();

    /// <summary>How long the prompt waits for an answer.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long the request may go on behind the prompt, so that a slow server's answer is there for the next try.</summary>
    public TimeSpan LongestRequest { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long an answer is used.</summary>
    public TimeSpan Freshness { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long nothing is asked after a failure.</summary>
    public TimeSpan PauseAfterFailure { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The time since some moment. The system's clock can be set, this one can't.</summary>
    public Func<TimeSpan> Now { get; init; } = () => TimeSpan.FromSeconds(Stopwatch.GetTimestamp() / (double)Stopwatch.Frequency);
}
