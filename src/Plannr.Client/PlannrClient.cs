namespace Plannr.Client;

/// <summary>
/// The API over one connection: one address, one credential, one account, one HTTP client. Each call keeps the account that it began with, whatever
/// number of requests it takes.
/// </summary>
internal sealed partial class PlannrClient : IPlannrClient
{
    private readonly ConnectionCore _core;
    private readonly bool _ownsCore;
    private AccountChoice _account;

    public PlannrClient(ConnectionCore core, Guid? accountUuid)
        : this(core, new AccountChoice(accountUuid), ownsCore: true)
    {
    }

    private PlannrClient(ConnectionCore core, AccountChoice account, bool ownsCore)
    {
        _core = core;
        _account = account;
        _ownsCore = ownsCore;
    }

    public PlannrStatistics Statistics => new(_core.Limiter.Limit, _core.Limiter.Remaining, _core.Limiter.Hold, _core.Counters.Sent, _core.Counters.Retries);

    private Uri BaseUri => _core.BaseUri;

    /// <summary>A transport for one call.</summary>
    private ApiTransport Transport => _core.Transport(AccountUuid);

    private ExecutionLists Executions => new(Transport, BaseUri);

    private BulkReader Bulk => new(Executions, _core.BulkFilter);

    public void Dispose()
    {
        if (_ownsCore)
        {
            _core.Dispose();
        }
    }
}
