namespace Plannr.Client.Paging;

/// <summary>
/// Reads a list page by page, mostly one page ahead, and gives each item once: also where the server ignores the size asked for, sends no links or
/// odd ones, or the list changes meanwhile. A server that leads in circles is an error, never an endless loop.
/// </summary>
internal sealed class PageReader<T> : IPlannrPages<T>
{
    /// <summary>Pages without anything new that are taken in a row: a list that shifts makes one or two.</summary>
    private const int MostFruitless = 5;

    private readonly ListSource<T> _source;
    private readonly CancellationTokenSource _closing = new();
    private readonly RecentKeys _seen = new();
    private readonly HashSet<Guid> _visited = [];
    private readonly ListClaims<T> _claims;
    private PageAddress? _next;
    private Task<ListPage<T>>? _ahead;
    private int _fruitless;
    private Exception? _fault;
    private bool _isAtEnd;

    public PageReader(ListSource<T> source, PageAddress first)
    {
        _source = source;
        _next = first;
        _claims = new ListClaims<T>(first, source.KeyOf);
    }

    public long? TotalCount { get; private set; }

    /// <summary>Whether the next page is fetched while one is worked on. Where the first is all that is wanted, that would be a request for nothing.</summary>
    public bool ReadsAhead { get; init; } = true;

    public async Task<IReadOnlyList<T>?> NextAsync(CancellationToken cancellationToken)
    {
        if (_fault is not null)
        {
            throw _fault;
        }

        if (_next is null)
        {
            WarnOfShortfall();
            return null;
        }

        PageAddress address = _next;
        using CancellationTokenRegistration ending = cancellationToken.Register(_closing.Cancel);
        ListPage<T> page;
        try
        {
            page = await (_ahead ?? FetchAsync(address)).ConfigureAwait(false);
        }
        catch
        {
            // What comes after a page that can't be had is not known.
            _next = null;
            throw;
        }

        TotalCount = page.Total ?? TotalCount;

        _seen.BeginPage();

        // Items without a key can't tell that a server gives the same page for ever.
        bool isRepeated = !page.TellsOfNext && !_visited.Add(page.Fingerprint);
        List<T> fresh = isRepeated ? [] : page.Items.FindAll(item => _source.KeyOf(item) is not { } key || _seen.Add(key));
        _claims.Add(page, fresh.Count);
        bool isEnough = _source.IsEnough(fresh);
        _next = isEnough ? null : Following(address, page, fresh.Count);
        _isAtEnd = _next is null && !isEnough;
        _ahead = _next is null || !ReadsAhead ? null : FetchAsync(_next);
        return fresh;
    }

    public void Dispose()
    {
        _closing.Cancel();

        // Nobody asks for it any more, so nobody would see its failure.
        _ahead?.ContinueWith(task => _ = task.Exception, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        _next = null;
        _isAtEnd = false;
    }

    /// <summary>Only to whoever asks for more than there is: one who has enough does not need the rest.</summary>
    private void WarnOfShortfall()
    {
        if (_isAtEnd && _source.WarnsOfShortfall && _claims.Shortfall is { } shortfall)
        {
            _source.Transport.Observer?.Warning(shortfall);
        }

        _isAtEnd = false;
    }

    private Task<ListPage<T>> FetchAsync(PageAddress address) => Task.Run(() => _source.FetchAsync(address, _claims, _closing.Token), _closing.Token);

    /// <summary>Where to go on; null at the end. What is wrong there is told with the next page, so that this one is not lost.</summary>
    private PageAddress? Following(PageAddress address, ListPage<T> page, int fresh)
    {
        if (!page.TellsOfNext)
        {
            // More than a page can hold is the whole list: the server does not page. Else only the next page can tell; one without anything new is the end.
            bool isPage = page.Items.Count <= Math.Max(address.PageSize, PlannrLimits.PageSize);
            return isPage && fresh > 0 && _source.MayGoOnUntold ? address.AtPage(address.Page + 1) : null;
        }

        PageAddress? next = page.CurrentPage < page.LastPage && page.Next is null ? address.AtPage(page.CurrentPage!.Value + 1) : null;
        if (page.Next is not null && (next = address.Follow(page.Next, _source.Transport.BaseUri)) is null)
        {
            _fault = ListSource<T>.Fault(address, "The list goes on at another server. Nothing was sent there.");
        }

        if (next is null)
        {
            return null;
        }

        _visited.Add(Hash(address));
        _fruitless = fresh > 0 ? 0 : _fruitless + 1;
        if (_fruitless < MostFruitless && _visited.Add(Hash(next)))
        {
            return next;
        }

        _fault = ListSource<T>.Fault(address, "The pages lead in a circle or bring nothing new, though the server says that more follow.");
        return null;
    }

    private static Guid Hash(PageAddress address) => Fingerprint.Of(Encoding.UTF8.GetBytes(
        string.Join("&", address.Query.Select(parameter => $"{parameter.Key}={parameter.Value}").OrderBy(text => text, StringComparer.Ordinal)) + address.Path));
}
