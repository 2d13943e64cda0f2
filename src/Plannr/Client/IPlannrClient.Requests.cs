namespace Plannr;

public partial interface IPlannrClient
{
    /// <summary>Checks a request as far as that can be done here, and gives the address that it would go to. Sends nothing.</summary>
    /// <param name="request">The request.</param>
    /// <returns>The address, always on the connection's own server.</returns>
    /// <exception cref="PlannrInvalidRequestException">It can't be sent as it is.</exception>
    Uri CheckRequest(PlannrRequest request);

    /// <summary>Sends a request to any endpoint. A status that means an error is in the response and not thrown.</summary>
    /// <param name="request">The request.</param>
    /// <param name="observer">Who is told what happens meanwhile; null for nobody.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>What the server answered.</returns>
    /// <exception cref="PlannrInvalidRequestException">It can't be sent as it is; nothing was sent.</exception>
    Task<PlannrResponse> SendAsync(PlannrRequest request, IPlannrObserver? observer, CancellationToken cancellationToken);

    /// <summary>Reads a list of any endpoint page by page. Sends nothing before the first page is asked for.</summary>
    /// <param name="request">The request, with the method GET and no body.</param>
    /// <param name="observer">Who is told what happens meanwhile; null for nobody.</param>
    /// <returns>The pages, which the caller disposes. Items are plain values, as in <see cref="PlannrResponse.Content"/>.</returns>
    /// <exception cref="PlannrInvalidRequestException">It can't be sent as it is; nothing was sent.</exception>
    IPlannrPages<object> ListItems(PlannrRequest request, IPlannrObserver? observer);

    /// <summary>
    /// Sends a request to any endpoint and writes the body of the answer to a stream as it comes. A GET whose body breaks off is sent again, and the
    /// stream begun anew. Nothing is written where the status means an error.
    /// </summary>
    /// <param name="request">The request.</param>
    /// <param name="target">Where to write, from its start; stays open. One that can't be sought in, such as a pipe, can't be begun anew: then nothing is sent again.</param>
    /// <param name="progress">Told how many bytes have come, and how many there are where the server says; called from any thread. Null for nobody.</param>
    /// <param name="observer">Who is told what happens meanwhile; null for nobody.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>What the server answered, without the body that was written.</returns>
    /// <exception cref="PlannrInvalidRequestException">It can't be sent as it is; nothing was sent.</exception>
    /// <exception cref="IOException">The stream can't be written to.</exception>
    Task<PlannrResponse> DownloadAsync(
        PlannrRequest request, Stream target, Action<long, long?>? progress, IPlannrObserver? observer, CancellationToken cancellationToken);
}
