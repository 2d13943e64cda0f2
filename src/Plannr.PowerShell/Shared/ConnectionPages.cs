namespace Plannr.PowerShell.Shared;

/// <summary>Combines the lists of several connections, in the order of the connections. While one list is being written, the first pages of the next few lists are requested.</summary>
internal sealed class ConnectionPages<T>(
    PlannrCommand cmdlet, IReadOnlyList<PlannrConnection> connections, Func<PlannrConnection, IPlannrPages<T>> list, bool readsAhead, bool needsTotal) : IPlannrPages<T>
{
    /// <summary>The number of lists to request while another list is being written. Each list is read one or two pages ahead.</summary>
    private const int Ahead = 3;

    private readonly List<Part> _parts = [];
    private int _current;

    /// <summary>The connection of the last page read.</summary>
    public PlannrConnection? Connection { get; private set; }

    /// <summary>The total number of items in all lists, or null if any total is unknown, for example because the first page of a list has not arrived.</summary>
    public long? TotalCount => _parts.Count < connections.Count ? null : _parts.Aggregate((long?)0, (sum, part) => sum + part.Pages.TotalCount);

    public async Task<IReadOnlyList<T>?> NextAsync(CancellationToken cancellationToken)
    {
        for (; _current < connections.Count; _current++)
        {
            int last = needsTotal ? connections.Count : readsAhead ? _current + 1 + Ahead : _current + 1;
            while (_parts.Count < Math.Min(last, connections.Count))
            {
                _parts.Add(new Part(cmdlet, connections[_parts.Count], list(connections[_parts.Count])));
            }

            if (needsTotal && _current == 0)
            {
                // If a list fails, its error is thrown when the list is reached.
                await Task.WhenAny(Task.WhenAll(_parts.Select(part => part.First))).ConfigureAwait(false);
            }

            Connection = connections[_current];
            if (await _parts[_current].NextAsync(cancellationToken).ConfigureAwait(false) is { } page)
            {
                return page;
            }
        }

        return null;
    }

    public void Dispose() => _parts.ForEach(part => part.Pages.Dispose());

    /// <summary>The list read over one connection. The first page is requested immediately.</summary>
    private sealed class Part
    {
        private readonly PlannrCommand _cmdlet;
        private readonly PlannrConnection _connection;
        private bool _hasBegun;

        public Part(PlannrCommand cmdlet, PlannrConnection connection, IPlannrPages<T> pages)
        {
            (_cmdlet, _connection, Pages) = (cmdlet, connection, pages);
            First = SendAsync(isFirst: true);

            // Observe the exception, because the first request can fail even if the caller never reads this list.
            First.ContinueWith(task => _ = task.Exception, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }

        public IPlannrPages<T> Pages { get; }

        public Task<IReadOnlyList<T>?> First { get; }

        public Task<IReadOnlyList<T>?> NextAsync(CancellationToken cancellationToken)
        {
            cancellationToken.ThrowIfCancellationRequested();
            bool isFirst = !_hasBegun;
            _hasBegun = true;
            return isFirst ? First : SendAsync(isFirst: false);
        }

        /// <summary>Requests a page. Only the first page is cached for completion, because caching a long list would cost more than reading it.</summary>
        private Task<IReadOnlyList<T>?> SendAsync(bool isFirst) => _cmdlet.Send(_connection, _ => Pages.NextAsync(_cmdlet.Cancellation), isRemembered: isFirst);
    }
}
