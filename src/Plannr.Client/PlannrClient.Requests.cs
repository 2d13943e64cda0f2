namespace Plannr.Client;

internal sealed partial class PlannrClient
{
    public Uri CheckRequest(PlannrRequest request) => new(BaseUri, PreparedRequest.Of(request, BaseUri).Address.ToString());

    public Task<PlannrResponse> SendAsync(PlannrRequest request, IPlannrObserver? observer, CancellationToken cancellationToken)
    {
        PreparedRequest prepared = PreparedRequest.Of(request, BaseUri);
        ApiTransport transport = Transport;
        return prepared.Method == HttpMethod.Get
            ? transport.RepeatAsync(() => SendAsync(transport, prepared, observer, cancellationToken), observer, cancellationToken)
            : SendAsync(transport, prepared, observer, cancellationToken);
    }

    public IPlannrPages<object> ListItems(PlannrRequest request, IPlannrObserver? observer)
    {
        PreparedRequest prepared = PreparedRequest.Of(request, BaseUri);
        var source = new ListSource<object>(Transport, BaseUri, ReadItem, KeyOf) 
        {
            Headers = prepared.Headers,
            AdviceForNoList = "Leave out -Paginate: the endpoint gives one thing, or keeps its list elsewhere than under data.",
        };
        return new PageReader<object>(source, prepared.Address, observer);
    }

    /// <summary>The HTTP client's own end does not end a body that is read as it comes, so the closing of the connection does.</summary>
    public async Task<PlannrResponse> DownloadAsync(
        PlannrRequest request, Stream target, Action<long, long?>? progress, IPlannrObserver? observer, CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _core.Closing);
        return await _core.Downloader(Transport).ReadAsync(PreparedRequest.Of(request, BaseUri), target, progress, observer, ending.Token).ConfigureAwait(false);
    }

    private async Task<PlannrResponse> SendAsync(ApiTransport transport, PreparedRequest prepared, IPlannrObserver? observer, CancellationToken cancellationToken)
    {
        using HttpRequestMessage request = prepared.Message(observer);
        using HttpResponseMessage response = await transport.ExchangeAsync(request, cancellationToken).ConfigureAwait(false);
        return _core.Answers.Of(request, response, prepared.AsText);
    }

    private static object ReadItem(ref JsonCursor cursor) => PlainValue.Read(ref cursor)!;

    /// <summary>
    /// A list that shifts gives an item again as it was. Nothing is known of these lists, so a UUID alone tells no item from another: rows that join two
    /// records can carry the UUID of one of them.
    /// </summary>
    private static Guid? KeyOf(object item) =>
        item is ResourceMap<object?> map && map.TryGetValue("uuid", out object? value) && value is string ? Fingerprint.Of(Encoding.UTF8.GetBytes(map.ToString())) : null;
}
