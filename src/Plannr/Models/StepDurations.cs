namespace Plannr;

/// <summary>
/// How long the steps of a run took. The API gives one time a step, when it ran; so a step lasted from the one before it that ran, and the
/// first from the run's creation.
/// </summary>
internal static class StepDurations
{
    /// <summary>A duration for each step in order. Null for a step that has not run, or that by its time ran before the one before it.</summary>
    public static IReadOnlyList<TimeSpan?> Of(AutomationExecution execution)
    {
        var durations = new TimeSpan?[execution.Steps.Count];
        DateTimeOffset? before = execution.CreatedAt;
        for (int i = 0; i < durations.Length; i++)
        {
            if (execution.Steps[i].ExecutedAt is { } ran)
            {
                durations[i] = ran >= before ? ran - before : null;
                before = ran;
            }
        }

        return durations;
    }
}
