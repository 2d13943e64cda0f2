namespace Plannr.Client.Paging;

/// <summary>Where the pages of a list come from, and what is known of its items.</summary>
/// <param name="transport">Sends the requests.</param>
/// <param name="readItem">Reads an item.</param>
/// <param name="keyOf">What tells one item from another; null for an item that has nothing of the kind.</param>
internal sealed class ListSource<T>(ApiTransport transport, ListPage<T>.ItemReader readItem, Func<T, Guid?> keyOf)
{
    /// <summary>Reads a body.</summary>
    public delegate void BodyReader(ReadOnlySpan<byte> body);

    private readonly List<string> _refused = [];

    public ApiTransport Transport => transport;

    public Func<T, Guid?> KeyOf => keyOf;

    /// <summary>Whether what came proves that nothing of interest follows.</summary>
    public Func<IReadOnlyList<T>, bool> IsEnough { get; init; } = _ => false;

    /// <summary>Parameters that older servers do not know and answer 400 to, in the order in which to do without them.</summary>
    public IReadOnlyList<string> Dispensable { get; init; } = [];

    /// <summary>Headers to send beside those of the connection.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>What to do where the answer is no list; null where one is sure to be meant, and may have been spoilt on the way.</summary>
    public string? AdviceForNoList { get; init; }

    /// <summary>Whether a page that says nothing of the next one may be one of several. Only a further request could tell.</summary>
    public bool MayGoOnUntold { get; init; } = true;

    /// <summary>Whether a list that ends below the server's total is worth a warning.</summary>
    public bool WarnsOfShortfall { get; init; } = true;

    /// <summary>Told each page's body, for what stands there beside the items; null for nobody.</summary>
    public BodyReader? Around { get; init; }

    /// <summary>Gets a page that contradicts neither itself nor the pages before it.</summary>
    public async Task<ListPage<T>> FetchAsync(PageAddress address, ListClaims<T> claims, CancellationToken cancellationToken)
    {
        while (true)
        {
            PageAddress asked = _refused.Aggregate(address, (current, name) => current.Without(name));
            try
            {
                return await transport.RetryAsync(
                    () => transport.SendAsync(HttpMethod.Get, asked.ToString(), ApiTransport.JsonContent([]), body => Read(body, asked, claims), cancellationToken, Headers),
                    cancellationToken).ConfigureAwait(false);
            }
            catch (PlannrInvalidRequestException exception) when (exception.StatusCode == 400 && NextDispensable(asked) is not null)
            {
                string name = NextDispensable(asked)!;
                _refused.Add(name);
                if (transport.Observer is { WantsVerbose: true } observer)
                {
                    observer.Verbose($"The server refused the request; asking again without {name}.");
                }
            }
        }
    }

    public static PlannrInvalidResponseException Fault(
        PageAddress address, string what, string action = "What came before is complete as far as it goes. Try again; if it goes on, tell Plannr's support.", int? status = null) =>
        new(new RequestFailure(HttpMethod.Get.Method, "/" + address.Path, status), $"GET /{address.Path}: {what}", action);

    private string? NextDispensable(PageAddress asked) => Dispensable.FirstOrDefault(name => asked.Query.Any(parameter => parameter.Key == name));

    /// <summary>A page that contradicts what was asked for, or itself, may come from a cache on the way, and is asked for again: its items would be lost or doubled.</summary>
    private ListPage<T>? Read(ReadOnlySpan<byte> body, PageAddress asked, ListClaims<T> claims)
    {
        const int Success = 200;
        ListPage<T>? page = ListPage<T>.Read(body, readItem);
        if (page is null && AdviceForNoList is not null)
        {
            throw Fault(asked, "the answer came whole, and is no list.", AdviceForNoList);
        }

        if (page is null or { IsRefusal: true })
        {
            return null;
        }

        if (claims.Contradiction(asked, page) is { } contradiction)
        {
            throw Fault(asked, contradiction, status: Success);
        }

        Around?.Invoke(body);
        return page;
    }
}
