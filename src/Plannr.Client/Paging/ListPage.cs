using System.Reflection;
using System.Security.Cryptography;

namespace Plannr.Client.Paging;

/// <summary>One page of a list, with its links to other pages. Any part may be missing.</summary>
internal sealed class ListPage<T>
{
    /// <summary>Reads an item in any form, and leaves the cursor on its last token.</summary>
    public delegate T ItemReader(ref JsonCursor cursor);

    private bool _hasFailed;
    private bool _hasError;
    private bool _hasMessage;
    private bool _hasList;
    private bool _isRecord;
    private bool _isRefusalInData;

    public List<T> Items { get; } = [];

    /// <summary>The absolute or relative URL of the next page.</summary>
    public string? Next { get; private set; }

    /// <summary>Whether the page has information about a next page. Without it, more pages may still follow.</summary>
    public bool AnnouncesNext { get; private set; }

    /// <summary>A hash of the items if the page has no information about a next page or has items without UUIDs; otherwise null, because hashing costs a third of the reading time.</summary>
    public Guid? Fingerprint { get; private set; }

    /// <summary>Whether the body reports a failure. (A record does not, even if it has a field such as <c>error</c> or <c>message</c>.)</summary>
    public bool IsRefusal => _isRefusalInData || (!_isRecord && (_hasFailed || (Items.Count == 0 && (_hasError || (_hasMessage && !_hasList)))));

    public long? CurrentPage { get; private set; }

    public long? LastPage { get; private set; }

    public long? Total { get; private set; }

    /// <summary>Reads a page: <c>data</c> with <c>links</c> and <c>meta</c>, the paginator's flat form, or a bare list. Returns null if the body is not a list and does not report a failure.</summary>
    public static ListPage<T>? Read(ReadOnlySpan<byte> body, ItemReader readItem, string? connectionName = null)
    {
        var page = new ListPage<T>();
        var cursor = new JsonCursor(body) { ConnectionName = connectionName };
        ReadOnlySpan<byte> items = default;
        cursor.Read();
        bool isList = cursor.TokenType == JsonTokenType.StartObject ? page.ReadEnvelope(ref cursor, readItem, ref items)
            : cursor.TokenType == JsonTokenType.StartArray && page.ReadItems(ref cursor, readItem, ref items);
        while (cursor.Read())
        {
            // Read to the end, so that a truncated body always causes an exception.
        }

        if (!page.AnnouncesNext || !page.Items.TrueForAll(item => item is IIdentified { Uuid: not null }))
        {
            page.Fingerprint = Paging.Fingerprint.Compute(items);
        }

        return isList || page.IsRefusal ? page : null;
    }

    private bool ReadEnvelope(ref JsonCursor cursor, ItemReader readItem, ref ReadOnlySpan<byte> items)
    {
        bool isList = false;
        while (cursor.Read() && cursor.TokenType == JsonTokenType.PropertyName)
        {
            string name = cursor.Text();
            cursor.Read();
            if (name == "data")
            {
                isList = ReadItems(ref cursor, readItem, ref items);
            }
            else
            {
                object? value = PlainValue.Read(ref cursor);
                ReadField(name, value);
                _hasFailed |= Refusal.IsFailure(name, value);
                _hasError |= Refusal.IsError(name, value);
                _hasMessage |= Refusal.IsMessage(name, value);
                _isRecord |= name == "uuid";
            }
        }

        return isList;
    }

    private void ReadField(string name, object? value)
    {
        AnnouncesNext |= name is "next_page_url" or "last_page" && value is null or string or long;
        CurrentPage = name == "current_page" ? Number(value) : CurrentPage;
        LastPage = name == "last_page" ? Number(value) : LastPage;
        Total = name == "total" ? Number(value) : Total;
        Next = name == "next_page_url" && value is string { Length: > 0 } address ? address : Next;
        if (name is "links" or "meta" && value is ResourceMap<object?> parts)
        {
            foreach (KeyValuePair<string, object?> part in parts)
            {
                ReadField(name == "links" && part.Key == "next" ? "next_page_url" : part.Key, part.Value);
            }
        }
    }

    /// <summary>Reads a list, or an object whose property names are indexes: PHP can write a list in this form after an item was removed from it. Any other object is read as a list of one.</summary>
    private bool ReadItems(ref JsonCursor cursor, ItemReader readItem, ref ReadOnlySpan<byte> items)
    {
        int start = cursor.TokenStart;
        bool isList = ReadEach(ref cursor, readItem);
        items = cursor.Since(start);
        return isList;
    }

    private bool ReadEach(ref JsonCursor cursor, ItemReader readItem)
    {
        _hasList = cursor.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject;
        switch (cursor.TokenType)
        {
            case JsonTokenType.StartObject when !IsIndexed(cursor):
                _isRefusalInData = IsRefusalAt(cursor);
                ReadItem(ref cursor, readItem);
                return true;
            case JsonTokenType.StartArray or JsonTokenType.StartObject:
                while (cursor.Read() && cursor.TokenType is not (JsonTokenType.EndArray or JsonTokenType.EndObject))
                {
                    if (cursor.TokenType != JsonTokenType.PropertyName || cursor.Read())
                    {
                        ReadItem(ref cursor, readItem);
                    }
                }

                return true;
            default:
                return cursor.TokenType == JsonTokenType.Null;
        }
    }

    private void ReadItem(ref JsonCursor cursor, ItemReader readItem)
    {
        if (cursor.TokenType != JsonTokenType.Null)
        {
            Items.Add(readItem(ref cursor));
        }
    }

    private static bool IsRefusalAt(JsonCursor cursor) =>
        PlainValue.Read(ref cursor) is ResourceMap<object?> fields && !fields.ContainsKey("uuid")
        && fields.Any(field => Refusal.IsFailure(field.Key, field.Value) || Refusal.IsError(field.Key, field.Value) || Refusal.IsMessage(field.Key, field.Value));

    private static bool IsIndexed(JsonCursor cursor) =>
        cursor.Read() && (cursor.TokenType == JsonTokenType.EndObject || (cursor.TokenType == JsonTokenType.PropertyName && int.TryParse(cursor.Text(), out _)));

    private static long? Number(object? value) =>
        value is long number ? number : value is string text && long.TryParse(text, out long parsed) ? parsed : null;
}

/// <summary>Computes 16-byte hashes. (A 4-byte hash would collide within tens of thousands of pages.)</summary>
internal static class Fingerprint
{
    public static Guid Compute(ReadOnlySpan<byte> content)
    {
        byte[] hash = Sha256(content);
        Array.Resize(ref hash, 16);
        return new Guid(hash);
    }

    public static byte[] Sha256(ReadOnlySpan<byte> content)
    {
#if NET
        return SHA256.HashData(content);
#else
        using var algorithm = SHA256.Create();
        return algorithm.ComputeHash(content.ToArray());
#endif
    }
}

/// <summary>Detects a page that contradicts itself, its request or earlier pages, and a list that has fewer items than its total.</summary>
internal sealed class ListClaims<T>(PageAddress first, Func<T, Guid?> getKey)
{
    private ListPage<T>? _previous;
    private long _count;
    private long? _total;
    private bool _isTotalConstant = true;

    /// <summary>A message if the list had fewer items than its total. Null otherwise, and also if the total changed while the list was read or if only part of the list was requested.</summary>
    public string? Shortfall => first.IsStart && _isTotalConstant && _total > _count
        ? $"GET /{first.Path}: the server reported {_total} {(_total == 1 ? "item" : "items")}, but returned only {_count}."
        : null;

    public void Add(ListPage<T> page, int fresh)
    {
        _previous = page;
        _count += fresh;
        _isTotalConstant &= page.Total is null || _total is null || page.Total == _total;
        _total = page.Total ?? _total;
    }

    /// <summary>Returns a message that describes how a page contradicts itself, its request or earlier pages, or null if there is no contradiction.</summary>
    public string? FindContradiction(PageAddress requested, ListPage<T> page)
    {
        long? number = page.CurrentPage ?? requested.Number;
        string name = number is null ? "a page" : $"page {number}";
        bool isOther = requested.Number is { } expected ? page.CurrentPage is { } actual && actual != expected : _previous is null && first.IsStart && page.CurrentPage > 1;
        if (isOther)
        {
            return $"page {requested.Page} was requested, but the response is page {page.CurrentPage}.";
        }

        if (_previous?.CurrentPage is { } before && number is { } now && now != before + 1)
        {
            return $"page {now} follows page {before}.";
        }

        // An empty page after the last page is not a contradiction: the list has become shorter.
        if (page.Items.Count > 0 && page.LastPage < page.CurrentPage)
        {
            return $"the response is page {page.CurrentPage}, but names page {page.LastPage} as the last.";
        }

        if (page.Items.Count == 0 && (page.CurrentPage < page.LastPage || (page.Next is not null && (page.Total ?? _total) > _count)))
        {
            return $"{name} is empty, although more pages follow.";
        }

        return page.Items.Count > 0 && _previous is not null && IsSameList(_previous, page) && HasSameItems(_previous, page)
            ? $"{name} has the same items as the previous page."
            : null;
    }

    /// <summary>Returns whether the two pages report the same totals. If the list grew by exactly one page, the next page has the same items, but the totals differ.</summary>
    private static bool IsSameList(ListPage<T> one, ListPage<T> other) =>
        (one.Total ?? one.LastPage) is not null && one.Total == other.Total && one.LastPage == other.LastPage;

    private bool HasSameItems(ListPage<T> one, ListPage<T> other) =>
        (one.Fingerprint is not null && one.Fingerprint == other.Fingerprint)
        || (one.Items.Count == other.Items.Count && one.Items.Zip(other.Items, (left, right) => getKey(left) is { } key && getKey(right) == key).All(isSame => isSame));
}

/// <summary>Remembers the items of recent pages. A list that changes while it is read shifts by a few items, so an item is repeated soon or not at all.</summary>
internal sealed class RecentKeys
{
    private const int Enough = 10 * PlannrLimits.PageSize;

    private HashSet<Guid> _older = [];
    private HashSet<Guid> _newer = [];

    /// <summary>Begins another page. Items are forgotten only between pages, so that a repeated page does not evict its own items.</summary>
    public void BeginPage()
    {
        if (_newer.Count >= Enough)
        {
            _older = _newer;
            _newer = [];
        }
    }

    /// <summary>Adds an item and returns whether it is new.</summary>
    public bool Add(Guid key) => _newer.Add(key) && !_older.Contains(key);
}

/// <summary>Determines, for a list sorted by time, when no further items can be within the bounds. If the server does not sort as requested, the whole list is read.</summary>
internal sealed class TimeOrder<T>(PlannrQuery query)
    where T : PlannrResource, new()
{
    private readonly Func<T, DateTimeOffset?> _getTime = CreateGetter(query.SortField.Replace("_", string.Empty));
    private DateTimeOffset? _last;
    private bool _hasOrder;
    private bool _isBroken;

    /// <summary>Returns whether all further items are out of bounds.</summary>
    public bool IsEnough(IReadOnlyList<T> page)
    {
        if (query.NotBefore is null && query.NotAfter is null)
        {
            return false;
        }

        bool isCreation = query.SortField == "created_at";
        foreach (T item in page)
        {
            DateTimeOffset? time = _getTime(item);
            bool isInOrder = query.IsOldestFirst ? time > _last : time < _last;
            _hasOrder |= isInOrder;

            // Skip items without a value in the sort field: they come before or after all others. But every item should have a creation time; if one is missing, the order proves nothing.
            _isBroken |= (time is null && isCreation) || (_last is not null && time != _last && !isInOrder);
            _last = time ?? _last;
        }

        return _hasOrder && !_isBroken && (query.IsOldestFirst ? _last > query.NotAfter : _last < query.NotBefore);
    }

    private static Func<T, DateTimeOffset?> CreateGetter(string name)
    {
        const BindingFlags Any = BindingFlags.Instance | BindingFlags.Public | BindingFlags.IgnoreCase;
        return typeof(T).GetProperty(name, Any) is { GetMethod: { } getter } property && property.PropertyType == typeof(DateTimeOffset?)
            ? (Func<T, DateTimeOffset?>)Delegate.CreateDelegate(typeof(Func<T, DateTimeOffset?>), getter)
            : _ => null;
    }
}
