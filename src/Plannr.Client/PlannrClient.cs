namespace Plannr.Client;

/// <summary>Calls the API over one connection. All requests of a call use the account that was current when the call began.</summary>
internal sealed class PlannrClient(ConnectionCore core, Guid? accountUuid, IPlannrObserver? observer = null, bool ownsCore = true) : IPlannrClient
{
    /// <summary>The account's UUID, boxed because a nullable UUID is not read atomically.</summary>
    private object? _account = accountUuid;

    public PlannrStatistics Statistics => new(
        core.Limiter.Limit, core.Limiter.Remaining, core.Limiter.Hold, Interlocked.Read(ref core.Counters.Sent), Interlocked.Read(ref core.Counters.Retries));

    public Guid? AccountUuid => (Guid?)Volatile.Read(ref _account);

    public string? Proxy => core.Proxy;

    private ApiTransport Transport => core.Transport(AccountUuid, observer);

    private BulkReader Bulk => new(Transport, core.BulkFilter);

    public IPlannrClient WithObserver(IPlannrObserver? observer) => new PlannrClient(core, AccountUuid, observer, ownsCore: false);

    public void SwitchAccount(Guid? accountUuid) => Volatile.Write(ref _account, accountUuid);

    public Task<T> GetAsync<T>(Endpoint<T> endpoint, PlannrQuery? query, CancellationToken cancellationToken)
        where T : PlannrResource, new() => Transport.GetAsync(endpoint, query, cancellationToken);

    public IPlannrPages<T> List<T>(Endpoint<T> endpoint, PlannrQuery query)
        where T : PlannrResource, new() => PageReader.Create(Transport, endpoint, query, new TimeOrder<T>(query).IsEnough);

    public Task<T> SendAsync<T>(Endpoint<T> endpoint, IReadOnlyDictionary<string, object?> body, CancellationToken cancellationToken)
        where T : PlannrResource, new() => Transport.SendAsync(endpoint, body, cancellationToken);

    public Task<bool> ActAsync(Endpoint endpoint, IReadOnlyDictionary<string, object?> body, CancellationToken cancellationToken) =>
        Transport.ActAsync(endpoint, body, cancellationToken);

    /// <summary>Gets all logins. Reads further pages if there are any: the API does not document paging for this list, but the requested account could be on a later page.</summary>
    public async Task<LoginList> GetLoginsAsync(CancellationToken cancellationToken)
    {
        LoginList? first = null;
        ApiTransport transport = Transport;
        using var pages = new PageReader<Login>(transport, new PageAddress(Endpoints.ListLogins.Path, []), RecordReader<Login>.Instance.ReadItem, GetKey)
        {
            MayHaveUnannouncedPages = false,
            OnBody = body => first ??= JsonBody.ReadObject<LoginList>(body, transport.ConnectionName),
        };
        var logins = new List<Login>();
        while (await pages.NextAsync(cancellationToken).ConfigureAwait(false) is { } page)
        {
            logins.AddRange(page);
        }

        LoginList list = first ?? new LoginList();
        list.Logins = new ResourceList<Login>(logins.ToArray());
        return list;

        // Logins with the same UUID are duplicates only if they have the same account.
        static Guid? GetKey(Login login) =>
            login.Uuid is { } uuid ? Fingerprint.Compute([.. uuid.ToByteArray(), .. (login.AccountUuid ?? Guid.Empty).ToByteArray()]) : null;
    }

    public Task<IReadOnlyList<RecordResult<AutomationExecution>>> GetExecutionsAsync(IReadOnlyList<Guid> uuids, bool includeAccount, CancellationToken cancellationToken) =>
        Bulk.GetAsync(uuids, includeAccount, cancellationToken);

    public IPlannrPages<RecordResult<T>> Wait<T>(IReadOnlyList<Guid> uuids, WaitOptions<T> options)
        where T : PlannrResource, IBackgroundWork, new() => new RecordWaiter<T>(uuids, options, observer, core.Time, core.Closing);

    public IPlannrPages<AutomationExecution> WatchExecutions(AutomationWatchState state, AutomationWatchOptions options) =>
        new ExecutionWatcher(query => List(Endpoints.ListExecutions, query), Bulk, state, options, core.Time, core.Closing);

    public Uri CheckRequest(PlannrRequest request) => new(core.BaseUri, PreparedRequest.Create(request, core.BaseUri).Address.ToString());

    public Task<PlannrResponse> SendAsync(PlannrRequest request, CancellationToken cancellationToken)
    {
        PreparedRequest prepared = PreparedRequest.Create(request, core.BaseUri);
        ApiTransport transport = Transport;
        return prepared.Method == HttpMethod.Get ? transport.RetryAsync(ExchangeAsync, cancellationToken) : SendFormAsync(prepared, ExchangeAsync());

        async Task<PlannrResponse> ExchangeAsync()
        {
            using HttpRequestMessage message = prepared.CreateMessage();
            using HttpResponseMessage response = await transport.ExchangeAsync(message, cancellationToken).ConfigureAwait(false);
            return core.Responses.Read(message, response, prepared.AsText);
        }
    }

    public IPlannrPages<object> ListItems(PlannrRequest request)
    {
        PreparedRequest prepared = PreparedRequest.Create(request, core.BaseUri);
        return new PageReader<object>(Transport, prepared.Address, ReadItem, GetKey)
        {
            Headers = prepared.Headers,
            AdviceForNoList = "Omit -Paginate: the endpoint returns a single record, or its list is not in 'data'.",
        };

        static object ReadItem(ref JsonCursor cursor) => PlainValue.Read(ref cursor)!;

        // In a list from an arbitrary endpoint, several items can have the same UUID: if a row joins two records, its UUID can be that of either record.
        static Guid? GetKey(object item) =>
            item is ResourceMap<object?> map && map.TryGetValue("uuid", out object? value) && value is string ? Fingerprint.Compute(Encoding.UTF8.GetBytes(map.ToString())) : null;
    }

    /// <summary>Downloads a response. Closing the connection cancels the download explicitly, because disposing the HTTP client does not cancel a streamed body.</summary>
    public async Task<PlannrResponse> DownloadAsync(PlannrRequest request, Stream target, Action<long, long?>? progress, CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, core.Closing);
        PreparedRequest prepared = PreparedRequest.Create(request, core.BaseUri);
        return await SendFormAsync(prepared, core.Downloader(Transport).ReadAsync(prepared.CreateMessage, prepared.AsText, target, progress, ending.Token)).ConfigureAwait(false);
    }

    public async Task<PlannrResponse> DownloadAsync(Uri address, Stream target, CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, core.Closing);
        return await new FileDownload(core, AccountUuid, observer).ReadAsync(address, target, ending.Token).ConfigureAwait(false);
    }

    public void Dispose()
    {
        if (ownsCore)
        {
            core.Dispose();
        }
    }

    /// <summary>Waits for the response to a form, and reports an unknown outcome as a specific error. Other responses are returned unchanged.</summary>
    private static async Task<PlannrResponse> SendFormAsync(PreparedRequest prepared, Task<PlannrResponse> sending)
    {
        if (prepared.Form is null)
        {
            return await sending.ConfigureAwait(false);
        }

        var endpoint = new Endpoint(prepared.Method.Method, string.Empty, string.Empty);
        var noFields = new Dictionary<string, object?>();
        PlannrResponse response = await ApiTransport.WriteAsync(sending, endpoint, noFields).ConfigureAwait(false);
        response.Error = response.Error is { } error ? UnknownOutcome.From(error, endpoint, noFields) ?? error : null;
        return response;
    }
}
