namespace Plannr;

/// <summary>The result for one of several requested records.</summary>
internal sealed record RecordResult<T>(Guid Uuid, T? Record, PlannrException? Error)
    where T : class;

/// <summary>A record of work that Plannr performs in the background.</summary>
internal interface IBackgroundWork
{
    /// <summary>The noun used in messages, such as "execution".</summary>
    string Noun { get; }

    /// <summary>Whether the work has ended, successfully or not.</summary>
    bool HasEnded { get; }

    /// <summary>The progress as described in messages, such as "its status is in_progress, 1 of 3 steps done".</summary>
    string State { get; }

    /// <summary>A value that changes when the work progresses.</summary>
    object Stage { get; }

    /// <summary>The recommended action after a timeout.</summary>
    string WaitAgain { get; }
}

/// <summary>The options for waiting for background work.</summary>
internal sealed class WaitOptions<T>
    where T : PlannrResource, IBackgroundWork
{
    /// <summary>Gets the records, with a result for each UUID.</summary>
    public required Func<IReadOnlyList<Guid>, CancellationToken, Task<IReadOnlyList<RecordResult<T>>>> Poll { get; init; }

    /// <summary>The initial interval between two polls. While nothing changes, an interval of less than 30 seconds grows to 30 seconds.</summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The timeout, or null for none.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Returns whether the wait for a record has ended.</summary>
    public Func<T, bool> IsEnd { get; init; } = record => record.HasEnded;

    /// <summary>After each poll, receives the records that are still pending, on any thread; may be null.</summary>
    public Action<IReadOnlyList<T>>? Progress { get; set; }
}
