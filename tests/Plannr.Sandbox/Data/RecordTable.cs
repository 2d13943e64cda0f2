namespace Plannr.Sandbox.Data;

/// <summary>
/// Records in order of creation. Records are immutable and are replaced as a whole, so that one thread can read a record while another replaces it.
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

    /// <summary>A snapshot of the records.</summary>
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

    /// <summary>Returns the record with the given UUID, or null.</summary>
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

    /// <summary>Replaces an existing record. Changes are made one at a time, and the record stays unchanged if the change throws.</summary>
    public T Change(Guid uuid, Func<T, T> change)
    {
        lock (_lock)
        {
            return _records[_positions[uuid]] = change(_records[_positions[uuid]]);
        }
    }
}
