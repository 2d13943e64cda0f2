namespace Plannr;

/// <summary>The result for one of several requested records.</summary>
internal sealed record RecordResult<T>(Guid Uuid, T? Record, PlannrException? Error)
    where T : class;

/// <summary>Work that Plannr does in the background, as its record shows it.</summary>
internal interface IBackgroundWork
{
    /// <summary>What it is, such as "execution".</summary>
    string Noun { get; }

    /// <summary>Whether the work has ended, well or not.</summary>
    bool HasEnded { get; }

    /// <summary>The state for messages, such as "it is in_progress, 1 of 3 steps done".</summary>
    string State { get; }

    /// <summary>Equals that of an earlier state unless the work has moved on.</summary>
    object Stage { get; }

    /// <summary>How to wait again after a timeout.</summary>
    string WaitAgain { get; }
}

/// <summary>How to wait for background work.</summary>
internal sealed class WaitOptions<T>
    where T : PlannrResource, IBackgroundWork
{
    /// <summary>Gets the state: a result for each UUID.</summary>
    public required Func<IReadOnlyList<Guid>, CancellationToken, Task<IReadOnlyList<RecordResult<T>>>> Poll { get; init; }

    /// <summary>The first time between two polls; it grows to half a minute while nothing changes.</summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The timeout; null for none.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Returns whether a state ends the wait.</summary>
    public Func<T, bool> IsEnd { get; init; } = record => record.HasEnded;

    /// <summary>Receives the records that have not ended after each poll, on any thread. May be null.</summary>
    public Action<IReadOnlyList<T>>? Progress { get; set; }
}
