namespace Plannr.Client.Paging;

/// <summary>Creates readers for the lists in the table of endpoints.</summary>
internal static class PageReader
{
    /// <summary>Reads a list page by page.</summary>
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

/// <summary>Reads a list page by page, mostly one page ahead, and returns each item once, whatever the server does with page sizes and links.</summary>
internal sealed class PageReader<T>(ApiTransport transport, PageAddress first, ListPage<T>.ItemReader readItem, Func<T, Guid?> getKey) : IPlannrPages<T>
{
    /// <summary>Pages in a row without anything new: a list that shifts makes one or two.</summary>
    private const int MostFruitless = 5;

    private readonly CancellationTokenSource _closing = new();
    private readonly RecentKeys _seen = new();
    private readonly HashSet<Guid> _visited = [];
    private readonly List<string> _refused = [];
    private readonly ListClaims<T> _claims = new(first, getKey);
    private PageAddress? _next = first;
    private Task<ListPage<T>>? _ahead;
    private int _fruitless;
    private Exception? _fault;
    private bool _isAtEnd;

    /// <summary>Returns whether no item that is needed follows a page.</summary>
    public Func<IReadOnlyList<T>, bool> IsEnough { get; init; } = _ => false;

    /// <summary>Parameters that older servers answer with 400, in the order in which to leave them out.</summary>
    public IReadOnlyList<string> OptionalParameters { get; init; } = [];

    /// <summary>Headers to send in addition to those of the connection.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>What to do if the response is not a list; null if one is sure to be meant, and may have been damaged on the way.</summary>
    public string? AdviceForNoList { get; init; }

    /// <summary>Whether a page without a word about the next one may be one of several. Only another request can tell.</summary>
    public bool MayHaveUnannouncedPages { get; init; } = true;

    /// <summary>Whether a list that ends below the server's total is worth a warning.</summary>
    public bool WarnsOfShortfall { get; init; } = true;

    /// <summary>Whether the next page is fetched while one is processed. If the first is all that is wanted, that would be a wasted request.</summary>
    public bool ReadsAhead { get; init; } = true;

    /// <summary>Receives each page's body, for what it holds in addition to the items; may be null.</summary>
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
            // Warns only a caller that asks for more than there is: one that has enough does not need the rest.
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
            // What follows a page that failed is not known.
            _next = null;
            throw;
        }

        TotalCount = page.Total ?? TotalCount;
        _seen.BeginPage();

        // Items without a key can't show that a server returns the same page for ever.
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

        // Nobody else observes its failure.
        _ahead?.ContinueWith(task => _ = task.Exception, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        _next = null;
        _isAtEnd = false;
    }

    private Task<ListPage<T>> StartAsync(PageAddress address) => Task.Run(() => FetchAsync(address), _closing.Token);

    /// <summary>Gets a page that contradicts neither itself nor the pages before it.</summary>
    private async Task<ListPage<T>> FetchAsync(PageAddress address)
    {
        while (true)
        {
            PageAddress asked = _refused.Aggregate(address, (current, name) => current.Without(name));
            string? optional = OptionalParameters.FirstOrDefault(name => asked.Query.Any(parameter => parameter.Key == name));
            try
            {
                return await transport.RetryAsync(
                    () => transport.SendAsync(HttpMethod.Get, asked.ToString(), ApiTransport.JsonContent([]), body => Read(body, asked), _closing.Token, Headers),
                    _closing.Token).ConfigureAwait(false);
            }
            catch (PlannrInvalidRequestException exception) when (exception.StatusCode == 400 && optional is not null)
            {
                _refused.Add(optional);
                if (transport.Observer is { WantsVerbose: true } observer)
                {
                    observer.Verbose($"The server refused the request; asking again without {optional}.");
                }
            }
        }
    }

    /// <summary>A page that contradicts the request, or itself, may come from a cache on the way, and is requested again: its items would be lost or doubled.</summary>
    private ListPage<T>? Read(ReadOnlySpan<byte> body, PageAddress asked)
    {
        ListPage<T>? page = ListPage<T>.Read(body, readItem, transport.ConnectionName);
        if (page is null && AdviceForNoList is not null)
        {
            throw Fault(asked, "the response is complete, but is not a list.", AdviceForNoList);
        }

        if (page is null or { IsRefusal: true })
        {
            return null;
        }

        if (_claims.FindContradiction(asked, page) is { } contradiction)
        {
            throw Fault(asked, contradiction, status: (int)HttpStatusCode.OK);
        }

        OnBody?.Invoke(body.ToArray());
        return page;
    }

    /// <summary>Returns the address of the next page; null at the end. A fault is thrown with the next page, so that this one is not lost.</summary>
    private PageAddress? FindNext(PageAddress address, ListPage<T> page, int fresh)
    {
        if (!page.AnnouncesNext)
        {
            // More than a page can hold is the whole list: the server does not page. Otherwise only the next page can tell; one without anything new is the end.
            bool isPage = page.Items.Count <= Math.Max(address.PageSize, PlannrLimits.PageSize);
            return isPage && fresh > 0 && MayHaveUnannouncedPages ? address.AtPage(address.Page + 1) : null;
        }

        PageAddress? next = page.CurrentPage < page.LastPage && page.Next is null ? address.AtPage(page.CurrentPage!.Value + 1) : null;
        if (page.Next is not null && (next = address.Follow(page.Next, transport.BaseUri)) is null)
        {
            _fault = Fault(address, "The list goes on at another server. Nothing was sent there.");
        }

        if (next is null)
        {
            return null;
        }

        _visited.Add(Hash(address));
        _fruitless = fresh > 0 ? 0 : _fruitless + 1;
        bool leadsOn = _fruitless < MostFruitless && _visited.Add(Hash(next));
        _fault = leadsOn ? null : Fault(address, "The pages lead in a circle or bring nothing new, though the server says that more follow.");
        return leadsOn ? next : null;
    }

    private static PlannrInvalidResponseException Fault(
        PageAddress address, string what, string action = "What came before is complete as far as it goes. Try again. If it continues, contact Plannr's support.", int? status = null) =>
        new(new RequestFailure(HttpMethod.Get.Method, "/" + address.Path, status), $"GET /{address.Path}: {what}", action);

    private static Guid Hash(PageAddress address) => Fingerprint.Compute(Encoding.UTF8.GetBytes(
        string.Join("&", address.Query.Select(parameter => $"{parameter.Key}={parameter.Value}").OrderBy(text => text, StringComparer.Ordinal)) + address.Path));
}
