namespace Plannr;

/// <summary>
/// The Plannr API over one connection: generic over the table of endpoints, with methods of their own for what is special. Safe to use from several threads
/// at once. Every method throws a <see cref="PlannrRequestException"/> when the request fails and an <see cref="OperationCanceledException"/> when it is
/// cancelled. A list sends nothing before its first page is requested, and the caller disposes it.
/// </summary>
internal interface IPlannrClient : IDisposable
{
    /// <summary>What the connection has used of the API so far.</summary>
    PlannrStatistics Statistics { get; }

    /// <summary>The account that requests act as; null if none is named.</summary>
    Guid? AccountUuid { get; }

    /// <summary>Creates a client over the same connection for one observer. It keeps the current account. Disposing it closes nothing.</summary>
    IPlannrClient WithObserver(IPlannrObserver? observer);

    /// <summary>Changes the account. A call that has begun keeps its account, also for the remaining pages of a list.</summary>
    void SwitchAccount(Guid? accountUuid);

    /// <summary>Gets one record.</summary>
    Task<T> GetAsync<T>(Endpoint<T> endpoint, PlannrQuery? query, CancellationToken cancellationToken)
        where T : PlannrResource, new();

    /// <summary>Reads a list of records page by page.</summary>
    IPlannrPages<T> List<T>(Endpoint<T> endpoint, PlannrQuery query)
        where T : PlannrResource, new();

    /// <summary>
    /// Creates or changes a record. Times in the body are sent by UK clocks. A POST is only retried if the server refused it because of the rate limit or
    /// never received it.
    /// </summary>
    /// <exception cref="PlannrUnknownOutcomeException">Whether the record was created is not known.</exception>
    Task<T> SendAsync<T>(Endpoint<T> endpoint, IReadOnlyDictionary<string, object?> body, CancellationToken cancellationToken)
        where T : PlannrResource, new();

    /// <summary>Deletes a record.</summary>
    /// <exception cref="PlannrUnknownOutcomeException">Whether the record was deleted is not known.</exception>
    Task<bool> DeleteAsync(Endpoint endpoint, CancellationToken cancellationToken);

    /// <summary>Gets the user's logins, which are the accounts that the connection can act as, and the account that the user prefers.</summary>
    Task<LoginList> GetLoginsAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Gets up to <see cref="PlannrLimits.BulkSize"/> executions with one request (<c>filter[uuid]</c>). Those that the list does not return are requested
    /// one by one, so that each returns itself or its own error. One that is named twice is returned twice.
    /// </summary>
    /// <returns>A result for each UUID, in their order.</returns>
    Task<IReadOnlyList<AutomationExecutionResult>> GetExecutionsAsync(IReadOnlyList<Guid> uuids, bool includeAccount, CancellationToken cancellationToken);

    /// <summary>Waits for executions. Each poll sends one or two requests for all of them.</summary>
    /// <returns>The executions as they end, each once, and those that can't be waited for any longer.</returns>
    IPlannrPages<AutomationExecutionResult> WaitForExecutions(IReadOnlyList<Guid> uuids, AutomationExecutionWaitOptions options);

    /// <summary>Validates a request to any endpoint and returns its address. Sends nothing.</summary>
    /// <returns>The address, always on the connection's own server.</returns>
    /// <exception cref="PlannrInvalidRequestException">The request can't be sent as it is.</exception>
    Uri CheckRequest(PlannrRequest request);

    /// <summary>Sends a request to any endpoint. An error status is in the response and not thrown.</summary>
    /// <exception cref="PlannrInvalidRequestException">The request can't be sent as it is; nothing was sent.</exception>
    Task<PlannrResponse> SendAsync(PlannrRequest request, CancellationToken cancellationToken);

    /// <summary>Reads a list of any endpoint page by page.</summary>
    /// <returns>The pages. Items are plain values, as in <see cref="PlannrResponse.Content"/>.</returns>
    /// <exception cref="PlannrInvalidRequestException">The request can't be sent as it is; nothing was sent.</exception>
    IPlannrPages<object> ListItems(PlannrRequest request);

    /// <summary>
    /// Sends a request to any endpoint and writes the body of the response to a stream as it arrives. A GET whose body breaks off is retried, and the
    /// stream started again, unless it can't seek, such as a pipe. Nothing is written if the status is an error. The stream stays open. Progress is the number
    /// of bytes so far, and of all bytes if the server says it; it is reported on any thread.
    /// </summary>
    /// <returns>The response, without the body that was written.</returns>
    /// <exception cref="PlannrInvalidRequestException">The request can't be sent as it is; nothing was sent.</exception>
    /// <exception cref="IOException">The stream can't be written to.</exception>
    Task<PlannrResponse> DownloadAsync(PlannrRequest request, Stream target, Action<long, long?>? progress, CancellationToken cancellationToken);
}

/// <summary>
/// A list that is read page by page, once, forwards. While a page is processed the next one is fetched, never more than one. Disposing
/// it cancels the request.
/// </summary>
internal interface IPlannrPages<T> : IDisposable
{
    /// <summary>The number of items in the list, as the server says. Null before the first page, and if the server does not say.</summary>
    long? TotalCount { get; }

    /// <summary>Gets the next page, without the items of earlier pages.</summary>
    /// <returns>The items, possibly none; null after the last page.</returns>
    /// <exception cref="PlannrRequestException">The page can't be read.</exception>
    Task<IReadOnlyList<T>?> NextAsync(CancellationToken cancellationToken);
}

/// <summary>Receives progress messages, on any thread. They never contain a secret.</summary>
internal interface IPlannrObserver
{
    /// <summary>Receives method, path, status and duration of a request, and each delay before a retry. Only called if <see cref="WantsVerbose"/>.</summary>
    void Verbose(string message);

    /// <summary>Receives headers and bodies, redacted. Only called if <see cref="WantsDebug"/>.</summary>
    void Debug(string message);

    /// <summary>Receives what the user has to know although the call continues, such as an incomplete list.</summary>
    void Warning(string message);

    /// <summary>Whether to call <see cref="Verbose"/>.</summary>
    bool WantsVerbose { get; }

    /// <summary>Whether to call <see cref="Debug"/>: its messages take time to format.</summary>
    bool WantsDebug { get; }
}
