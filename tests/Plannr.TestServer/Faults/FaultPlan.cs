namespace Plannr.TestServer.Faults;

/// <summary>The faults that a server injects. For each request, the server uses the first matching fault that is not used up. This type is thread-safe.</summary>
public sealed class FaultPlan
{
    private const string ConnectionKey = "Plannr.TestServer.Fault";

    private readonly Lock _lock = new();
    private readonly List<Entry> _entries = [];

    /// <summary>Adds a fault after the existing ones.</summary>
    /// <param name="fault">The fault.</param>
    public void Add(Fault fault)
    {
        lock (_lock)
        {
            _entries.Add(new Entry(fault));
        }
    }

    /// <summary>Removes all faults. A fault that already affects a connection continues to affect it.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            _entries.Clear();
        }
    }

    /// <summary>Returns the fault for a request, or null.</summary>
    /// <param name="request">The request.</param>
    /// <param name="connection">The items of the request's connection.</param>
    internal Fault? Take(RecordedRequest request, IDictionary<object, object?> connection)
    {
        lock (_lock)
        {
            if (connection.TryGetValue(ConnectionKey, out var existing))
            {
                return (Fault?)existing;
            }

            var fault = _entries.Find(entry => entry.TryApply(request))?.Fault;
            if (fault?.Scope == FaultScope.Connection)
            {
                connection[ConnectionKey] = fault;
            }

            return fault;
        }
    }

    private sealed class Entry(Fault fault)
    {
        private int _matched;
        private int _applied;

        public Fault Fault { get; } = fault;

        public bool TryApply(RecordedRequest request)
        {
            if (_applied >= Fault.Times || !Fault.Matches(request) || ++_matched <= Fault.Skip)
            {
                return false;
            }

            _applied++;
            return true;
        }
    }
}
