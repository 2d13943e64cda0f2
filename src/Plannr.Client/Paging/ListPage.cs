using System.Reflection;
using System.Security.Cryptography;

namespace Plannr.Client.Paging;

/// <summary>One page of a list, with its links to other pages. Each part can be missing.</summary>
internal sealed class ListPage<T>
{
    /// <summary>Reads an item of any form, and ends on its last token.</summary>
    public delegate T ItemReader(ref JsonCursor cursor);

    private bool _hasFailed;
    private bool _hasError;
    private bool _hasMessage;
    private bool _hasList;
    private bool _isRecord;
    private bool _isRefusalInData;

    public List<T> Items { get; } = [];

    /// <summary>The address of the next page, absolute or relative.</summary>
    public string? Next { get; private set; }

    /// <summary>Whether the page says if another follows. One that does not may still be one of several.</summary>
    public bool AnnouncesNext { get; private set; }

    /// <summary>Identifies the items of a page that has no links or items without UUIDs; null for any other, because hashing costs a third of the time of reading.</summary>
    public Guid? Fingerprint { get; private set; }

    /// <summary>Whether the body says that the request failed, in place of a list or with an empty one. A record can have fields of the same names.</summary>
    public bool IsRefusal => _isRefusalInData || (!_isRecord && (_hasFailed || (Items.Count == 0 && (_hasError || (_hasMessage && !_hasList)))));

    public long? CurrentPage { get; private set; }

    public long? LastPage { get; private set; }

    public long? Total { get; private set; }

    /// <summary>Reads a page: <c>data</c> with <c>links</c> and <c>meta</c>, the paginator's flat form, or a bare list; null if the body is neither a list nor a refusal.</summary>
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
            // A truncated body fails as a whole, wherever it ends.
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
                Note(name, value);
                _hasFailed |= Refusal.IsFailure(name, value);
                _hasError |= Refusal.IsError(name, value);
                _hasMessage |= Refusal.IsMessage(name, value);
                _isRecord |= name == "uuid";
            }
        }

        return isList;
    }

    private void Note(string name, object? value)
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
                Note(name == "links" && part.Key == "next" ? "next_page_url" : part.Key, part.Value);
            }
        }
    }

    /// <summary>Reads a list. PHP writes one as an object with indexes after an item was removed; a single object is a list of one.</summary>
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

/// <summary>A hash of 16 bytes. (One of four would confuse one page in tens of thousands with another.)</summary>
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

/// <summary>Checks the pages of a list: finds a response that contradicts itself or the pages before it, and a list that ends below its total.</summary>
internal sealed class ListClaims<T>(PageAddress first, Func<T, Guid?> getKey)
{
    private ListPage<T>? _previous;
    private long _count;
    private long? _total;
    private bool _isTotalConstant = true;

    /// <summary>A message if the list ended below its total; null if the total changed, since then the list changed, or if only a part of the list was requested.</summary>
    public string? Shortfall => first.IsStart && _isTotalConstant && _total > _count
        ? $"GET /{first.Path}: the list has {_total} {(_total == 1 ? "item" : "items")} by the server's count, but only {_count} came."
        : null;

    public void Add(ListPage<T> page, int fresh)
    {
        _previous = page;
        _count += fresh;
        _isTotalConstant &= page.Total is null || _total is null || page.Total == _total;
        _total = page.Total ?? _total;
    }

    /// <summary>Returns how a response contradicts itself or the pages before it, as a message; null if it does not.</summary>
    public string? FindContradiction(PageAddress asked, ListPage<T> page)
    {
        long? number = page.CurrentPage ?? asked.Number;
        string name = number is null ? "a page" : $"page {number}";
        bool isOther = asked.Number is { } wanted ? page.CurrentPage is { } came && came != wanted : _previous is null && first.IsStart && page.CurrentPage > 1;
        if (isOther)
        {
            return $"page {asked.Page} was requested, but the answer is page {page.CurrentPage}.";
        }

        if (_previous?.CurrentPage is { } before && number is { } now && now != before + 1)
        {
            return $"page {now} follows page {before}.";
        }

        // An empty page after the last is that of a list that has become shorter.
        if (page.Items.Count > 0 && page.LastPage < page.CurrentPage)
        {
            return $"the answer is page {page.CurrentPage}, and says that page {page.LastPage} is the last.";
        }

        if (page.Items.Count == 0 && (page.CurrentPage < page.LastPage || (page.Next is not null && (page.Total ?? _total) > _count)))
        {
            return $"{name} is empty, although more pages follow.";
        }

        return page.Items.Count > 0 && _previous is not null && IsSameList(_previous, page) && HasSameItems(_previous, page)
            ? $"{name} has the same items as the page before it."
            : null;
    }

    /// <summary>A list that grows by exactly one page shows the same items on the next page. Its numbers grow too.</summary>
    private static bool IsSameList(ListPage<T> one, ListPage<T> other) =>
        (one.Total ?? one.LastPage) is not null && one.Total == other.Total && one.LastPage == other.LastPage;

    private bool HasSameItems(ListPage<T> one, ListPage<T> other) =>
        (one.Fingerprint is not null && one.Fingerprint == other.Fingerprint)
        || (one.Items.Count == other.Items.Count && one.Items.Zip(other.Items, (left, right) => getKey(left) is { } key && getKey(right) == key).All(isSame => isSame));
}

/// <summary>The items of the last pages: a list that changes while it is read shifts by a few items, so an item is repeated soon or never.</summary>
internal sealed class RecentKeys
{
    private const int Enough = 10 * PlannrLimits.PageSize;

    private HashSet<Guid> _older = [];
    private HashSet<Guid> _newer = [];

    /// <summary>Begins another page. Items are only forgotten between pages: a repeated page must not push out its own items.</summary>
    public void BeginPage()
    {
        if (_newer.Count >= Enough)
        {
            _older = _newer;
            _newer = [];
        }
    }

    /// <summary>Adds an item, and returns whether it is new.</summary>
    public bool Add(Guid key) => _newer.Add(key) && !_older.Contains(key);
}

/// <summary>Finds out when no item within the bounds can follow, by the time that the list is sorted by. A server that does not sort as requested gives no proof of that.</summary>
internal sealed class TimeOrder<T>(PlannrQuery query)
    where T : PlannrResource, new()
{
    private readonly Func<T, DateTimeOffset?> _getTime = CreateGetter(query.SortField.Replace("_", string.Empty));
    private DateTimeOffset? _last;
    private bool _hasOrder;
    private bool _isBroken;

    /// <summary>Returns whether all items that can follow are out of bounds.</summary>
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

            // Items that may lack the time come before all others or after them. Each is created, so one without that time proves nothing.
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
