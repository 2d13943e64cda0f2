namespace Plannr;

/// <summary>The Plannr API over one connection. Thread-safe. Methods throw <see cref="PlannrRequestException"/>, or <see cref="OperationCanceledException"/>.</summary>
internal interface IPlannrClient : IDisposable
{
    PlannrStatistics Statistics { get; }

    /// <summary>The account that requests act as; null if none is named.</summary>
    Guid? AccountUuid { get; }

    /// <summary>The proxy's URL without user information; null if no proxy is used.</summary>
    string? Proxy { get; }

    /// <summary>Creates a client over the same connection for one observer. It keeps the current account. Disposing it closes nothing.</summary>
    IPlannrClient WithObserver(IPlannrObserver? observer);

    /// <summary>Changes the account. A call that has begun keeps its account, also for the remaining pages of a list.</summary>
    void SwitchAccount(Guid? accountUuid);

    Task<T> GetAsync<T>(Endpoint<T> endpoint, PlannrQuery? query, CancellationToken cancellationToken)
        where T : PlannrResource, new();

    IPlannrPages<T> List<T>(Endpoint<T> endpoint, PlannrQuery query)
        where T : PlannrResource, new();

    /// <summary>Creates or changes a record. Times in the body are sent by UK clocks; a body with a <see cref="FormFile"/> is sent as a form.</summary>
    Task<T> SendAsync<T>(Endpoint<T> endpoint, IReadOnlyDictionary<string, object?> body, CancellationToken cancellationToken)
        where T : PlannrResource, new();

    /// <summary>Deletes a record, or performs another action that returns no record.</summary>
    Task<bool> ActAsync(Endpoint endpoint, IReadOnlyDictionary<string, object?> body, CancellationToken cancellationToken);

    /// <summary>Gets the user's logins, which are the accounts that the connection can act as, and the account that the user prefers.</summary>
    Task<LoginList> GetLoginsAsync(CancellationToken cancellationToken);

    /// <summary>Gets up to <see cref="PlannrLimits.BulkSize"/> executions, a result for each UUID in their order. One request, and one more for each that it does not return.</summary>
    Task<IReadOnlyList<RecordResult<AutomationExecution>>> GetExecutionsAsync(IReadOnlyList<Guid> uuids, bool includeAccount, CancellationToken cancellationToken);

    /// <summary>Waits for background work and returns each record when it ends, or can't be waited for any longer.</summary>
    IPlannrPages<RecordResult<T>> Wait<T>(IReadOnlyList<Guid> uuids, WaitOptions<T> options)
        where T : PlannrResource, IBackgroundWork, new();

    /// <summary>Watches executions and returns those that have come to an end at each poll. The list has no last page.</summary>
    IPlannrPages<AutomationExecution> WatchExecutions(AutomationWatchState state, AutomationWatchOptions options);

    /// <summary>Validates a request to any endpoint and returns its address, which is always on the connection's own server. Sends nothing.</summary>
    Uri CheckRequest(PlannrRequest request);

    /// <summary>Sends a request to any endpoint. An error status is in the response and not thrown.</summary>
    Task<PlannrResponse> SendAsync(PlannrRequest request, CancellationToken cancellationToken);

    /// <summary>Reads a list of any endpoint page by page, as plain values.</summary>
    IPlannrPages<object> ListItems(PlannrRequest request);

    /// <summary>Writes the body of a response to a stream as it arrives, unless the status is an error. A GET that breaks off is retried if the stream can seek.</summary>
    /// <exception cref="IOException">The stream can't be written to.</exception>
    Task<PlannrResponse> DownloadAsync(PlannrRequest request, Stream target, Action<long, long?>? progress, CancellationToken cancellationToken);

    /// <summary>Writes a file from an address that the API named to a stream. The token goes to the connection's own server only; one redirect is followed.</summary>
    /// <exception cref="IOException">The stream can't be written to.</exception>
    Task<PlannrResponse> DownloadAsync(Uri address, Stream target, CancellationToken cancellationToken);
}

/// <summary>A list that is read once, page by page, fetching the next page ahead. Disposing it cancels the request.</summary>
internal interface IPlannrPages<T> : IDisposable
{
    /// <summary>The number of items in the list, as the server says. Null before the first page, and if the server does not say.</summary>
    long? TotalCount { get; }

    /// <summary>Gets the items of the next page, possibly none; null after the last page.</summary>
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
