using System;
using System.IO;
using System.Net.Http;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Plannr.Client.Json;
using Plannr.Client.Paging;
using Plannr.Client.Requests;

namespace Plannr.Client;

internal sealed partial class PlannrClient
{
    public Uri CheckRequest(PlannrRequest request) => new(_baseUri, PreparedRequest.Of(request, _baseUri).Address.ToString());

    public Task<PlannrResponse> SendAsync(PlannrRequest request, IPlannrObserver? observer, CancellationToken cancellationToken)
    {
        PreparedRequest prepared = PreparedRequest.Of(request, _baseUri);
        return prepared.Method == HttpMethod.Get
            ? _transport.RepeatAsync(() => SendAsync(prepared, observer, cancellationToken), observer, cancellationToken)
            : SendAsync(prepared, observer, cancellationToken);
    }

    public IPlannrPages<object> ListItems(PlannrRequest request, IPlannrObserver? observer)
    {
        PreparedRequest prepared = PreparedRequest.Of(request, _baseUri);
        var source = new ListSource<object>(_transport, _baseUri, ReadItem, KeyOf) 
        {
            Headers = prepared.Headers,
            AdviceForNoList = "Leave out -Paginate: the endpoint gives one thing, or keeps its list elsewhere than under data.",
        };
        return new PageReader<object>(source, prepared.Address, observer);
    }

    public Task<PlannrResponse> DownloadAsync(
        PlannrRequest request, Stream target, Action<long, long?>? progress, IPlannrObserver? observer, CancellationToken cancellationToken) =>
        _downloader.ReadAsync(PreparedRequest.Of(request, _baseUri), target, progress, observer, cancellationToken);

    private async Task<PlannrResponse> SendAsync(PreparedRequest prepared, IPlannrObserver? observer, CancellationToken cancellationToken)
    {
        using HttpRequestMessage request = prepared.Message(observer);
        using HttpResponseMessage response = await _transport.ExchangeAsync(request, cancellationToken).ConfigureAwait(false);
        return _answers.Of(request, response, prepared.AsText);
    }

    private static object ReadItem(ref JsonCursor cursor) => PlainValue.Read(ref cursor)!;

    /// <summary>
    /// A list that shifts gives an item again as it was. Nothing is known of these lists, so a UUID alone tells no item from another: rows that join two
    /// records can carry the UUID of one of them.
    /// </summary>
    private static Guid? KeyOf(object item) =>
        item is ResourceMap<object?> map && map.TryGetValue("uuid", out object? value) && value is string ? Fingerprint.Of(Encoding.UTF8.GetBytes(map.ToString())) : null;
}
