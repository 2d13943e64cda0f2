namespace Plannr.Client.Paging;

/// <summary>Creates readers for the lists in <see cref="Endpoints"/>.</summary>
internal static class PageReader
{
    /// <summary>Creates a reader for a list.</summary>
    public static PageReader<T> Create<T>(ApiTransport transport, Endpoint<T> endpoint, PlannrQuery query, Func<IReadOnlyList<T>, bool> isEnough, bool warnsOfShortfall = true)
        where T : PlannrResource, new()
    {
        IReadOnlyList<KeyValuePair<string, string>> parameters = query.Parameters;
        if (parameters.All(parameter => parameter.Key != "per_page"))
        {
            parameters = [.. parameters, new("per_page", endpoint.PageSize.ToString(CultureInfo.InvariantCulture))];
        }

        return new PageReader<T>(transport, new PageAddress(endpoint.Path, parameters), ReadItem, record => record.Key)
        {
            IsEnough = isEnough,
            OptionalParameters = endpoint.OptionalParameters,
            ReadsAhead = !query.HasPageSize,
            WarnsOfShortfall = warnsOfShortfall,
        };

        T ReadItem(ref JsonCursor cursor)
        {
            T item = RecordReader<T>.Instance.ReadItem(ref cursor);
            endpoint.Complete?.Invoke(item, endpoint.Values);
            return item;
        }
    }
}

/// <summary>Reads a list page by page, usually one page ahead, and returns each item once, however the server handles page sizes and links.</summary>
internal sealed class PageReader<T>(ApiTransport transport, PageAddress first, ListPage<T>.ItemReader readItem, Func<T, Guid?> getKey) : IPlannrPages<T>
{
    /// <summary>The number of consecutive pages without a new item after which the list fails. A list that shifts while it is read causes one or two such pages.</summary>
    private const int MaximumPagesWithoutNew = 5;

    private readonly CancellationTokenSource _closing = new();
    private readonly RecentKeys _seen = new();
    private readonly HashSet<Guid> _visited = [];
    private readonly List<string> _refused = [];
    private readonly ListClaims<T> _claims = new(first, getKey);
    private PageAddress? _next = first;
    private Task<ListPage<T>>? _ahead;
    private int _pagesWithoutNew;
    private Exception? _fault;
    private bool _isAtEnd;

    /// <summary>Returns whether a page is the last one needed.</summary>
    public Func<IReadOnlyList<T>, bool> IsEnough { get; init; } = _ => false;

    /// <summary>Parameters that older servers reject with HTTP 400, in the order in which they are omitted.</summary>
    public IReadOnlyList<string> OptionalParameters { get; init; } = [];

    /// <summary>Headers to send in addition to those of the connection.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>The recommended action if the response is not a list; null if the endpoint always returns a list, so that any other response must be damaged.</summary>
    public string? AdviceForNoList { get; init; }

    /// <summary>Whether more pages may follow a page that does not announce a next page. If so, another request is needed to find out.</summary>
    public bool MayHaveUnannouncedPages { get; init; } = true;

    /// <summary>Whether to write a warning if the list has fewer items than the server's total.</summary>
    public bool WarnsOfShortfall { get; init; } = true;

    /// <summary>Whether to fetch the next page while the current one is processed; wasteful if only the first page is wanted.</summary>
    public bool ReadsAhead { get; init; } = true;

    /// <summary>Receives the body of each page, which contains more than the items; may be null.</summary>
    public Action<byte[]>? OnBody { get; init; }

    public long? TotalCount { get; private set; }

    public async Task<IReadOnlyList<T>?> NextAsync(CancellationToken cancellationToken)
    {
        if (_fault is not null)
        {
            throw _fault;
        }

        if (_next is not { } address)
        {
            // Warn only a caller that reads to the end: other callers do not need the missing items.
            if (_isAtEnd && WarnsOfShortfall && _claims.Shortfall is { } shortfall)
            {
                transport.Observer?.Warning(shortfall);
            }

            _isAtEnd = false;
            return null;
        }

        using CancellationTokenRegistration ending = cancellationToken.Register(_closing.Cancel);
        ListPage<T> page;
        try
        {
            page = await (_ahead ?? StartAsync(address)).ConfigureAwait(false);
        }
        catch
        {
            // If a page could not be read, the next page is unknown.
            _next = null;
            throw;
        }

        TotalCount = page.Total ?? TotalCount;
        _seen.BeginPage();

        // Detect a server that always returns the same page, even if the items have no keys.
        bool isRepeated = !page.AnnouncesNext && !_visited.Add(page.Fingerprint!.Value);
        List<T> fresh = isRepeated ? [] : page.Items.FindAll(item => getKey(item) is not { } key || _seen.Add(key));
        _claims.Add(page, fresh.Count);
        bool isEnough = IsEnough(fresh);
        _next = isEnough ? null : FindNext(address, page, fresh.Count);
        _isAtEnd = _next is null && !isEnough;
        _ahead = _next is null || !ReadsAhead ? null : StartAsync(_next);
        return fresh;
    }

    public void Dispose()
    {
        _closing.Cancel();

        // Observe the exception of the abandoned task.
        _ahead?.ContinueWith(task => _ = task.Exception, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        _next = null;
        _isAtEnd = false;
    }

    private Task<ListPage<T>> StartAsync(PageAddress address) => Task.Run(() => FetchAsync(address), _closing.Token);

    /// <summary>Fetches a page. If the server rejects the request with HTTP 400, the optional parameters are omitted one by one.</summary>
    private async Task<ListPage<T>> FetchAsync(PageAddress address)
    {
        while (true)
        {
            PageAddress requested = _refused.Aggregate(address, (current, name) => current.Without(name));
            string? optional = OptionalParameters.FirstOrDefault(name => requested.Query.Any(parameter => parameter.Key == name));
            try
            {
                return await transport.RetryAsync(
                    () => transport.SendAsync(HttpMethod.Get, requested.ToString(), ApiTransport.JsonContent([]), body => Read(body, requested), _closing.Token, Headers),
                    _closing.Token).ConfigureAwait(false);
            }
            catch (PlannrInvalidRequestException exception) when (exception.StatusCode == 400 && optional is not null)
            {
                _refused.Add(optional);
                if (transport.Observer is { WantsVerbose: true } observer)
                {
                    observer.Verbose($"The server rejected the request; retrying without {optional}.");
                }
            }
        }
    }

    /// <summary>Reads a page. A page that contradicts itself, its request or earlier pages may come from a cache and is retried; otherwise items would be lost or duplicated.</summary>
    private ListPage<T>? Read(ReadOnlySpan<byte> body, PageAddress requested)
    {
        ListPage<T>? page = ListPage<T>.Read(body, readItem, transport.ConnectionName);
        if (page is null && AdviceForNoList is not null)
        {
            throw Fault(requested, "the response is not a list.", AdviceForNoList);
        }

        if (page is null or { IsRefusal: true })
        {
            return null;
        }

        if (_claims.FindContradiction(requested, page) is { } contradiction)
        {
            throw Fault(requested, contradiction, status: (int)HttpStatusCode.OK);
        }

        OnBody?.Invoke(body.ToArray());
        return page;
    }

    /// <summary>Returns the URL of the next page, or null at the end. A fault is thrown only by the next call to <see cref="NextAsync"/>, so that this page is not lost.</summary>
    private PageAddress? FindNext(PageAddress address, ListPage<T> page, int fresh)
    {
        if (!page.AnnouncesNext)
        {
            // If the response has more items than fit on a page, it is the whole list. Otherwise, request another page; a page without new items ends the list.
            bool isPage = page.Items.Count <= Math.Max(address.PageSize, PlannrLimits.PageSize);
            return isPage && fresh > 0 && MayHaveUnannouncedPages ? address.AtPage(address.Page + 1) : null;
        }

        PageAddress? next = page.CurrentPage < page.LastPage && page.Next is null ? address.AtPage(page.CurrentPage!.Value + 1) : null;
        if (page.Next is not null && (next = address.Follow(page.Next, transport.BaseUri)) is null)
        {
            _fault = Fault(address, "the link to the next page is invalid or leads to another server. The link was not followed.");
        }

        if (next is null)
        {
            return null;
        }

        _visited.Add(Hash(address));
        _pagesWithoutNew = fresh > 0 ? 0 : _pagesWithoutNew + 1;
        bool isNew = _pagesWithoutNew < MaximumPagesWithoutNew && _visited.Add(Hash(next));
        _fault = isNew ? null : Fault(address, "the server repeats pages or returns pages without new items, although it reports that more follow.");
        return isNew ? next : null;
    }

    private static PlannrInvalidResponseException Fault(
        PageAddress address,
        string what,
        string action = "The items returned so far are valid, but the list is incomplete. Try again. If the problem persists, contact Plannr support.",
        int? status = null) =>
        new(new RequestFailure(HttpMethod.Get.Method, "/" + address.Path, status), $"GET /{address.Path}: {what}", action);

    private static Guid Hash(PageAddress address) => Fingerprint.Compute(Encoding.UTF8.GetBytes(
        string.Join("&", address.Query.Select(parameter => $"{parameter.Key}={parameter.Value}").OrderBy(text => text, StringComparer.Ordinal)) + address.Path));
}
