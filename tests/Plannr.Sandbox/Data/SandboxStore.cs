namespace Plannr.Sandbox.Data;

/// <summary>The data of the sandbox. This type is thread-safe.</summary>
internal sealed class SandboxStore
{
    private readonly Dictionary<Guid, Account> _accountsByUuid;
    private int _made;

    public SandboxStore(DateTimeOffset start, SandboxOptions options)
    {
        var demo = new DemoFile(start);
        Firm = demo.Firm;
        Accounts = demo.Accounts;
        _accountsByUuid = Accounts.ToDictionary(account => account.Uuid);
        User = _accountsByUuid[SandboxData.OwnerAccountUuid];
        Blueprints = new RecordTable<Blueprint>(blueprint => blueprint.Uuid, demo.Blueprints);
        Runs = new RunCatalogue(
            demo.Runs,
            demo.Blueprints,
            Accounts.Where(account => account.Type == "client" && account.Uuid != SandboxData.SeedAccountUuid).Select(client => client.Uuid).ToList(),
            options.AdditionalExecutions,
            start);
        Tasks = new RecordTable<WorkTask>(task => task.Uuid, demo.Tasks);
        WebhookSubscriptions = new RecordTable<WebhookSubscription>(subscription => subscription.Uuid, demo.WebhookSubscriptions);
        Audits = new RecordTable<Audit>(audit => audit.Uuid, demo.Audits);
        Logs = demo.Logs;
        Demo = demo;
    }

    public Firm Firm { get; }

    /// <summary>The employee account of the signed-in user.</summary>
    public Account User { get; }

    public IReadOnlyList<Account> Accounts { get; }

    public RunCatalogue Runs { get; }

    public RecordTable<Blueprint> Blueprints { get; }

    public RecordTable<WorkTask> Tasks { get; }

    public RecordTable<WebhookSubscription> WebhookSubscriptions { get; }

    /// <summary>The audits in chronological order.</summary>
    public RecordTable<Audit> Audits { get; }

    /// <summary>The log entries in chronological order. Requests do not add entries.</summary>
    public IReadOnlyList<LogEntry> Logs { get; }

    /// <summary>The source of the records.</summary>
    public DemoFile Demo { get; }

    /// <summary>Returns the account with the given UUID, or null.</summary>
    public Account? FindAccount(Guid? uuid) =>
        uuid is { } known && _accountsByUuid.TryGetValue(known, out var account) ? account : null;

    /// <summary>Returns whether the subject of a task exists.</summary>
    /// <param name="type"><c>client</c>, <c>case</c> or <c>plan</c>. Only one case and one plan can be the subject of a task.</param>
    /// <param name="uuid">The UUID of the subject.</param>
    public bool HasTaskable(string? type, Guid uuid) => type switch
    {
        "client" => FindAccount(uuid)?.Type == "client",
        "case" => uuid == SandboxData.CaseUuid,
        "plan" => uuid == SandboxData.PlanUuid,
        _ => false,
    };

    public bool IsGroup(Guid uuid) => Accounts.SelectMany(account => account.Groups).Any(name => StableUuid.FromName("group/" + name) == uuid);

    /// <summary>Returns the account that a request acts as: the one in its header, or else the employee account of the token's user.</summary>
    public Account CallerOf(ApiRequest request)
    {
        string? chosen = request.Message.Headers.TryGetValues("X-PLANNR-ACCOUNT-UUID", out IEnumerable<string>? values) ? values.First() : null;
        return FindAccount(Guid.TryParse(chosen, out Guid uuid) ? uuid : null) ?? UserOf(request);
    }

    /// <summary>Returns the employee account of the token's user.</summary>
    public Account UserOf(ApiRequest request) =>
        AccessGate.TokenOf(request.Message) == SandboxData.SecondUserToken ? FindAccount(SandboxData.AdminAccountUuid)! : User;

    /// <summary>Creates the UUID of a new record. The same sequence of requests to a new sandbox always gets the same UUIDs.</summary>
    /// <param name="kind">The type of the record.</param>
    public Guid NewUuid(string kind) =>
        StableUuid.FromName($"made/{kind}/{Interlocked.Increment(ref _made).ToString(CultureInfo.InvariantCulture)}");
}
