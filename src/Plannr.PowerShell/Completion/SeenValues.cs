namespace Plannr.PowerShell.Completion;

/// <summary>
/// What has passed through a connection lately, for completion. Kept in memory alone, a bounded number of each kind, and gone with the
/// connection or as soon as it acts as another account: one firm's clients are never offered at another's prompt.
/// </summary>
internal sealed class SeenValues
{
    internal const int MostOfAKind = 200;

    private static readonly ConditionalWeakTable<PlannrConnection, SeenValues> All = new();

    private readonly Dictionary<SeenKind, Recent> _kinds = [];
    private SeenValues(PlannrConnection connection)
    {
        AccountUuid = connection.AccountUuid;
        RecentExecutions = new RecentExecutions(connection.Client, this);
    }

    /// <summary>The account that the values belong to.</summary>
    public Guid? AccountUuid { get; }

    /// <summary>The executions that the connection would list first.</summary>
    public RecentExecutions RecentExecutions { get; }

    /// <summary>What has passed through a connection since it acts as its present account.</summary>
    public static SeenValues Of(PlannrConnection connection)
    {
        lock (All)
        {
            if (All.TryGetValue(connection, out SeenValues? seen) && seen.AccountUuid == connection.AccountUuid)
            {
                return seen;
            }

            All.Remove(connection);
            seen = new SeenValues(connection);
            All.Add(connection, seen);
            return seen;
        }
    }

    /// <summary>The values of a kind, the one seen last first.</summary>
    public IReadOnlyList<Candidate> Of(SeenKind kind)
    {
        lock (_kinds)
        {
            return _kinds.TryGetValue(kind, out Recent? recent) ? [.. recent.Order] : [];
        }
    }

    /// <summary>Remembers a value. The one that was seen longest ago gives way.</summary>
    public void Note(SeenKind kind, Candidate candidate)
    {
        if (!candidate.IsUsable)
        {
            return;
        }

        lock (_kinds)
        {
            if (!_kinds.TryGetValue(kind, out Recent? recent))
            {
                _kinds[kind] = recent = new Recent();
            }

            recent.Add(candidate);
        }
    }

    private sealed class Recent
    {
        private readonly Dictionary<string, LinkedListNode<Candidate>> _nodes = new(StringComparer.Ordinal);

        public LinkedList<Candidate> Order { get; } = new();

        public void Add(Candidate candidate)
        {
            if (_nodes.TryGetValue(candidate.Value, out LinkedListNode<Candidate>? known))
            {
                Order.Remove(known);
            }
            else if (Order.Count >= MostOfAKind)
            {
                _nodes.Remove(Order.Last!.Value.Value);
                Order.RemoveLast();
            }

            _nodes[candidate.Value] = Order.AddFirst(candidate);
        }
    }
}
