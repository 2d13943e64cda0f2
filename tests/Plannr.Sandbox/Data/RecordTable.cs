namespace Plannr.Sandbox.Data;

/// <summary>
/// Records in the order of their creation. A record never changes but is replaced whole, so that whoever holds one may read it
/// while others write.
/// </summary>
internal sealed class RecordTable<T>
    where T : class
{
    private readonly object _lock = new();
    private readonly Dictionary<Guid, int> _positions = [];
    private readonly List<T> _records = [];
    private readonly Func<T, Guid> _uuidOf;

    public RecordTable(Func<T, Guid> uuidOf, IEnumerable<T> records)
    {
        _uuidOf = uuidOf;
        foreach (T record in records)
        {
            Add(record);
        }
    }

    /// <summary>The records of this moment: a copy that does not grow.</summary>
    public IReadOnlyList<T> All
    {
        get
        {
            lock (_lock)
            {
                return _records.ToList();
            }
        }
    }

    /// <summary>The record with a UUID, or null.</summary>
    public T? Find(Guid uuid)
    {
        lock (_lock)
        {
            return _positions.TryGetValue(uuid, out int position) ? _records[position] : null;
        }
    }

    public void Add(T record)
    {
        lock (_lock)
        {
            _positions.Add(_uuidOf(record), _records.Count);
            _records.Add(record);
        }
    }

    /// <summary>Replaces a record that exists. The change sees what every earlier one has made of it; where it throws, nothing is replaced.</summary>
    public T Change(Guid uuid, Func<T, T> change)
    {
        lock (_lock)
        {
            return _records[_positions[uuid]] = change(_records[_positions[uuid]]);
        }
    }
}
