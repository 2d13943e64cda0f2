namespace Plannr.PowerShell.Shared;

/// <summary>
/// Works on items side by side and gives the results in the order of the items, each as soon as it and those before it are there. Not
/// more than a bounded number wait to be taken, so that a slow reader holds the work back.
/// </summary>
internal sealed class OrderedWindow<TItem, TResult>
{
    /// <summary>How far the work may run ahead of an item that is slow: enough to keep all requests busy meanwhile.</summary>
    private const int Ahead = 4;

    private readonly Func<TItem, Task<TResult>> _work;
    private readonly CancellationToken _cancellation;
    private readonly SemaphoreSlim _slots;
    private readonly int _capacity;
    private readonly Queue<(TItem Item, Task<TResult> Result)> _entries = new();

    public OrderedWindow(int concurrency, Func<TItem, Task<TResult>> work, CancellationToken cancellation)
    {
        _slots = new SemaphoreSlim(concurrency);
        _capacity = concurrency * Ahead;
        _work = work;
        _cancellation = cancellation;
    }

    /// <summary>How many items are under way or wait to be taken.</summary>
    public int Count => _entries.Count;

    public bool IsEmpty => _entries.Count == 0;

    /// <summary>Whether results have to be taken before another item can be added.</summary>
    public bool IsFull => _entries.Count >= _capacity;

    /// <summary>Whether the next result is there.</summary>
    public bool IsReady => _entries.Count > 0 && _entries.Peek().Result.IsCompleted;

    /// <summary>Starts on an item as soon as there is a slot. Slots are given in the order of the calls: an item is never overtaken in line.</summary>
    public void Add(TItem item) => _entries.Enqueue((item, WorkAsync(item, _slots.WaitAsync(_cancellation))));

    public (TItem Item, Task<TResult> Result) Take() => _entries.Dequeue();

    private async Task<TResult> WorkAsync(TItem item, Task slot)
    {
        await slot.ConfigureAwait(false);
        try
        {
            return await Task.Run(() => _work(item), _cancellation).ConfigureAwait(false);
        }
        finally
        {
            _slots.Release();
        }
    }
}
