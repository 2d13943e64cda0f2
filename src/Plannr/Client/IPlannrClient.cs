namespace Plannr;

/// <summary>A client for the Plannr API over one connection. Thread-safe. Methods throw a <see cref="PlannrException"/>, usually a <see cref="PlannrRequestException"/>, or an <see cref="OperationCanceledException"/>.</summary>
internal interface IPlannrClient : IDisposable
{
    PlannrStatistics Statistics { get; }

    /// <summary>The UUID of the account that the client acts as, or null.</summary>
    Guid? AccountUuid { get; }

    /// <summary>The proxy's URL without user information; null if no proxy is used.</summary>
    string? Proxy { get; }

    /// <summary>Creates a client with another observer for the same connection and current account. Disposing the new client does not close the connection.</summary>
    IPlannrClient WithObserver(IPlannrObserver? observer);

    /// <summary>Changes the account. A call in progress keeps the previous account, even for the remaining pages of a list.</summary>
    void SwitchAccount(Guid? accountUuid);

    Task<T> GetAsync<T>(Endpoint<T> endpoint, PlannrQuery? query, CancellationToken cancellationToken)
        where T : PlannrResource, new();

    IPlannrPages<T> List<T>(Endpoint<T> endpoint, PlannrQuery query)
        where T : PlannrResource, new();

    /// <summary>Creates or changes a record. Times in the body are sent as UK time. A body with a <see cref="FormFile"/> is sent as a form.</summary>
    Task<T> SendAsync<T>(Endpoint<T> endpoint, IReadOnlyDictionary<string, object?> body, CancellationToken cancellationToken)
        where T : PlannrResource, new();

    /// <summary>Deletes a record or performs another action that returns no record.</summary>
    Task<bool> ActAsync(Endpoint endpoint, IReadOnlyDictionary<string, object?> body, CancellationToken cancellationToken);

    /// <summary>Gets the user's logins and preferred account. Each login gives access to an account that the connection can act as.</summary>
    Task<LoginList> GetLoginsAsync(CancellationToken cancellationToken);

    /// <summary>Gets executions and returns a result for each UUID, in order. Usually sends one request per <see cref="PlannrLimits.BulkSize"/> executions, plus one for each missing execution.</summary>
    Task<IReadOnlyList<RecordResult<AutomationExecution>>> GetExecutionsAsync(IReadOnlyList<Guid> uuids, bool includeAccount, CancellationToken cancellationToken);

    /// <summary>Waits for background work and returns each record when its work ends, or an error if the wait fails or times out.</summary>
    IPlannrPages<RecordResult<T>> Wait<T>(IReadOnlyList<Guid> uuids, WaitOptions<T> options)
        where T : PlannrResource, IBackgroundWork, new();

    /// <summary>Watches executions and returns, at each poll, those to emit: by default, those that have ended. The list never ends.</summary>
    IPlannrPages<AutomationExecution> WatchExecutions(AutomationWatchState state, AutomationWatchOptions options);

    /// <summary>Validates a request to any endpoint and returns its URL, which is always on the connection's own server. Sends nothing.</summary>
    Uri CheckRequest(PlannrRequest request);

    /// <summary>Sends a request to any endpoint. An error status is returned in the response, not thrown as an exception, unless the body is too long to be read completely.</summary>
    Task<PlannrResponse> SendAsync(PlannrRequest request, CancellationToken cancellationToken);

    /// <summary>Lists the items of any endpoint page by page, as plain values.</summary>
    IPlannrPages<object> ListItems(PlannrRequest request);

    /// <summary>Writes the body of a response to a stream as it arrives, unless the response has an error status. An interrupted GET is retried if the stream supports seeking.</summary>
    /// <exception cref="IOException">The stream can't be written to.</exception>
    Task<PlannrResponse> DownloadAsync(PlannrRequest request, Stream target, Action<long, long?>? progress, CancellationToken cancellationToken);

    /// <summary>Downloads a file from a URL that the API returned. The token is sent only to the connection's own server, and one redirect from that server is followed.</summary>
    /// <exception cref="IOException">The stream can't be written to.</exception>
    Task<PlannrResponse> DownloadAsync(Uri address, Stream target, CancellationToken cancellationToken);
}

/// <summary>A list that is read once, page by page, usually with the next page fetched in advance. Disposing the list cancels any request in progress.</summary>
internal interface IPlannrPages<T> : IDisposable
{
    /// <summary>The total number of items, as reported by the server. Null before the first page has been read, or if the server does not report the total.</summary>
    long? TotalCount { get; }

    /// <summary>Returns the items of the next page (possibly none), or null after the last page.</summary>
    Task<IReadOnlyList<T>?> NextAsync(CancellationToken cancellationToken);
}

/// <summary>Receives progress messages, on any thread. They never contain a secret.</summary>
internal interface IPlannrObserver
{
    /// <summary>Receives verbose messages, such as the method, path, status and duration of each request, and each delay before a retry. Called only if <see cref="WantsVerbose"/> is true.</summary>
    void Verbose(string message);

    /// <summary>Receives redacted headers and bodies. Called only if <see cref="WantsDebug"/> is true.</summary>
    void Debug(string message);

    /// <summary>Receives warnings that the user must see although the call continues, for example about an incomplete list.</summary>
    void Warning(string message);

    /// <summary>Whether to call <see cref="Verbose"/>.</summary>
    bool WantsVerbose { get; }

    /// <summary>Whether to call <see cref="Debug"/>, whose messages take time to format.</summary>
    bool WantsDebug { get; }
}
