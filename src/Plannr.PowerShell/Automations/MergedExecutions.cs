namespace Plannr.PowerShell.Automations;

/// <summary>Merges lists of executions by creation time, with one or two pages of each list in memory. If one list fails, the merged list fails.</summary>
internal sealed class MergedExecutions(IEnumerable<IPlannrPages<AutomationExecution>> lists, bool oldestFirst) : IPlannrPages<AutomationExecution>
{
    private const int ReadAtOnce = 8;

    private readonly List<Source> _sources = [.. lists.Select(list => new Source(list))];
    private readonly HashSet<Guid> _given = [];
    private List<Source>? _open;
    private DateTimeOffset? _moment;

    public long? TotalCount { get; private set; }

    public async Task<IReadOnlyList<AutomationExecution>?> NextAsync(CancellationToken cancellationToken)
    {
        bool isFirst = _open is null;
        _open ??= [.. _sources];
        List<Source> empty = _open.FindAll(source => source.IsEmpty);
        for (int start = 0; start < empty.Count; start += ReadAtOnce)
        {
            await Task.WhenAll(empty.Skip(start).Take(ReadAtOnce).Select(source => source.FillAsync(cancellationToken))).ConfigureAwait(false);
        }

        _open.RemoveAll(source => source.IsEmpty);
        TotalCount = _sources.Aggregate((long?)0, (sum, source) => sum + source.Total);
        if (_open.Count == 0)
        {
            // As with a single list, the first page is returned even if it is empty, because it includes the total.
            return isFirst ? [] : null;
        }

        // Stop when a list has no more executions in memory: its next page may contain executions that sort before those of the other lists.
        var page = new List<AutomationExecution>();
        Source next;
        do
        {
            next = Next(_open);
            AutomationExecution execution = next.Take();
            if (IsNew(execution))
            {
                page.Add(execution);
            }
        }
        while (!next.IsEmpty);
        return page;
    }

    public void Dispose() => _sources.ForEach(source => source.Dispose());

    /// <summary>Returns the list whose next execution sorts first. An execution without a date sorts before all others.</summary>
    private Source Next(List<Source> open)
    {
        Source first = open[0];
        foreach (Source source in open)
        {
            if (first.Time is { } earliest && (source.Time is not { } time || (oldestFirst ? time < earliest : time > earliest)))
            {
                first = source;
            }
        }

        return first;
    }

    /// <summary>Returns whether an execution is not a duplicate. Duplicates from different lists have the same creation time, so they follow each other.</summary>
    private bool IsNew(AutomationExecution execution)
    {
        if (execution.CreatedAt != _moment)
        {
            _moment = execution.CreatedAt;
            _given.Clear();
        }

        return execution.Uuid is not { } uuid || _given.Add(uuid);
    }

    private sealed class Source(IPlannrPages<AutomationExecution> list) : IDisposable
    {
        private readonly Queue<AutomationExecution> _items = new();

        public bool IsEmpty => _items.Count == 0;

        public DateTimeOffset? Time => _items.Peek().CreatedAt;

        public long? Total => list.TotalCount;

        public AutomationExecution Take() => _items.Dequeue();

        public async Task FillAsync(CancellationToken cancellationToken)
        {
            while (IsEmpty && await list.NextAsync(cancellationToken).ConfigureAwait(false) is { } page)
            {
                page.ToList().ForEach(_items.Enqueue);
            }
        }

        public void Dispose() => list.Dispose();
    }
}
