namespace Plannr.Client;

/// <summary>
/// The API over one connection: one address, one credential, one account, one HTTP client. Each call keeps the account that it began with, whatever
/// number of requests it takes.
/// </summary>
internal sealed class PlannrClient : IPlannrClient
{
    private readonly ConnectionCore _core;
    private readonly IPlannrObserver? _observer;
    private readonly bool _ownsCore;
    private AccountChoice _account;

    public PlannrClient(ConnectionCore core, Guid? accountUuid)
        : this(core, new AccountChoice(accountUuid), observer: null, ownsCore: true)
    {
    }

    private PlannrClient(ConnectionCore core, AccountChoice account, IPlannrObserver? observer, bool ownsCore)
    {
        _core = core;
        _account = account;
        _observer = observer;
        _ownsCore = ownsCore;
    }

    public PlannrStatistics Statistics => new(_core.Limiter.Limit, _core.Limiter.Remaining, _core.Limiter.Hold, _core.Counters.Sent, _core.Counters.Retries);

    public Guid? AccountUuid => Volatile.Read(ref _account).Uuid;

    /// <summary>A transport for one call.</summary>
    private ApiTransport Transport => _core.Transport(AccountUuid, _observer);

    private BulkReader Bulk => new(Transport, _core.BulkFilter);

    public IPlannrClient WithObserver(IPlannrObserver? observer) => new PlannrClient(_core, Volatile.Read(ref _account), observer, ownsCore: false);

    public void SwitchAccount(Guid? accountUuid) => Volatile.Write(ref _account, new AccountChoice(accountUuid));

    public Task<T> GetAsync<T>(Endpoint<T> endpoint, PlannrQuery? query, CancellationToken cancellationToken)
        where T : PlannrResource, new() => Transport.GetAsync(endpoint, query, cancellationToken);

    public IPlannrPages<T> List<T>(Endpoint<T> endpoint, PlannrQuery query)
        where T : PlannrResource, new() => PageReader.Create(Transport, endpoint, query, new CreationOrder<T>(query).IsEnough);

    public Task<T> SendAsync<T>(Endpoint<T> endpoint, IReadOnlyDictionary<string, object?> body, CancellationToken cancellationToken)
        where T : PlannrResource, new() => Transport.SendAsync(endpoint, body, cancellationToken);

    public Task<bool> DeleteAsync(Endpoint endpoint, CancellationToken cancellationToken) => Transport.DeleteAsync(endpoint, cancellationToken);

    /// <summary>
    /// Whether logins are paged is not documented. If the first page says that another follows, all are read: an account that was not seen could be the one
    /// that is meant.
    /// </summary>
    public async Task<LoginList> GetLoginsAsync(CancellationToken cancellationToken)
    {
        LoginList? first = null;
        using var pages = new PageReader<Login>(Transport, new PageAddress(Endpoints.ListLogins.Path, []), RecordReader<Login>.Instance.ReadItem, GetKey)
        {
            MayHaveUnannouncedPages = false,
            OnBody = body => first ??= JsonBody.ReadObject<LoginList>(body),
        };
        var logins = new List<Login>();
        while (await pages.NextAsync(cancellationToken).ConfigureAwait(false) is { } page)
        {
            logins.AddRange(page);
        }

        LoginList list = first ?? new LoginList();
        list.Logins = new ResourceList<Login>(logins.ToArray());
        return list;

        // A login that is listed twice is only the same if the account is, too.
        static Guid? GetKey(Login login) =>
            login.Uuid is { } uuid ? Fingerprint.Compute([.. uuid.ToByteArray(), .. (login.AccountUuid ?? Guid.Empty).ToByteArray()]) : null;
    }

    public Task<IReadOnlyList<AutomationExecutionResult>> GetExecutionsAsync(IReadOnlyList<Guid> uuids, bool includeAccount, CancellationToken cancellationToken) =>
        Bulk.GetAsync(uuids, includeAccount, cancellationToken);

    public IPlannrPages<AutomationExecutionResult> WaitForExecutions(IReadOnlyList<Guid> uuids, AutomationExecutionWaitOptions options) =>
        new ExecutionWaiter(Bulk, uuids, options, _observer, _core.Time, _core.Closing);

    public Uri CheckRequest(PlannrRequest request) => new(_core.BaseUri, PreparedRequest.Create(request, _core.BaseUri).Address.ToString());

    public Task<PlannrResponse> SendAsync(PlannrRequest request, CancellationToken cancellationToken)
    {
        PreparedRequest prepared = PreparedRequest.Create(request, _core.BaseUri);
        ApiTransport transport = Transport;
        return prepared.Method == HttpMethod.Get ? transport.RetryAsync(ExchangeAsync, cancellationToken) : ExchangeAsync();

        async Task<PlannrResponse> ExchangeAsync()
        {
            using HttpRequestMessage message = prepared.CreateMessage();
            using HttpResponseMessage response = await transport.ExchangeAsync(message, cancellationToken).ConfigureAwait(false);
            return _core.Responses.Read(message, response, prepared.AsText);
        }
    }

    public IPlannrPages<object> ListItems(PlannrRequest request)
    {
        PreparedRequest prepared = PreparedRequest.Create(request, _core.BaseUri);
        return new PageReader<object>(Transport, prepared.Address, ReadItem, GetKey)
        {
            Headers = prepared.Headers,
            AdviceForNoList = "Leave out -Paginate: the endpoint gives one thing, or keeps its list elsewhere than under data.",
        };

        static object ReadItem(ref JsonCursor cursor) => PlainValue.Read(ref cursor)!;

        // A UUID alone does not identify an item of an unknown list: rows that join two records can carry the UUID of one of them.
        static Guid? GetKey(object item) =>
            item is ResourceMap<object?> map && map.TryGetValue("uuid", out object? value) && value is string ? Fingerprint.Compute(Encoding.UTF8.GetBytes(map.ToString())) : null;
    }

    /// <summary>Disposing the HTTP client does not end a body that is read as it arrives, so the closing of the connection does.</summary>
    public async Task<PlannrResponse> DownloadAsync(PlannrRequest request, Stream target, Action<long, long?>? progress, CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _core.Closing);
        return await _core.Downloader(Transport).ReadAsync(PreparedRequest.Create(request, _core.BaseUri), target, progress, ending.Token).ConfigureAwait(false);
    }

    public void Dispose()
    {
        if (_ownsCore)
        {
            _core.Dispose();
        }
    }

    /// <summary>A reference is replaced as a whole; a nullable UUID could be read half old, half new.</summary>
    private sealed record AccountChoice(Guid? Uuid);
}
