namespace Plannr.PowerShell.Automations;

/// <summary>Merges lists of executions in the order of their creation, with a page or two of each in memory. If one list fails, the merged list fails.</summary>
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
            // As one list has it: a first page without items, and the total with it.
            return isFirst ? [] : null;
        }

        // What follows in a list that has run empty may come before what the others have.
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

    /// <summary>The list whose next execution comes before those of the others. One without a date waits for none.</summary>
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

    /// <summary>An execution that two of the lists hold comes out of both at the same place.</summary>
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
