namespace Plannr.TestServer.Faults;

/// <summary>The faults that a server has in store. A request meets the first that matches and is not used up. Safe for use from any thread.</summary>
public sealed class FaultPlan
{
    private const string ConnectionKey = "Plannr.TestServer.Fault";

    private readonly Lock _lock = new();
    private readonly List<Entry> _entries = [];

    /// <summary>Adds a fault behind those that are there.</summary>
    /// <param name="fault">The fault.</param>
    public void Add(Fault fault)
    {
        lock (_lock)
        {
            _entries.Add(new Entry(fault));
        }
    }

    /// <summary>Removes every fault. Connections that have caught one keep it.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            _entries.Clear();
        }
    }

    /// <summary>The fault for a request, or null.</summary>
    /// <param name="request">The request.</param>
    /// <param name="connection">What is remembered for as long as the request's connection lasts.</param>
    internal Fault? Take(RecordedRequest request, IDictionary<object, object?> connection)
    {
        lock (_lock)
        {
            if (connection.TryGetValue(ConnectionKey, out var caught))
            {
                return (Fault?)caught;
            }

            var fault = _entries.Find(entry => entry.Strikes(request))?.Fault;
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
        private int _struck;

        public Fault Fault { get; } = fault;

        public bool Strikes(RecordedRequest request)
        {
            if (_struck >= Fault.Times || !Fault.Matches(request) || ++_matched <= Fault.Skip)
            {
                return false;
            }

            _struck++;
            return true;
        }
    }
}
