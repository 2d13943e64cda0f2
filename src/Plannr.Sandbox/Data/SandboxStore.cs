using System;
using System.Collections.Generic;
using System.Linq;
using Plannr.Sandbox.Data.Demo;

namespace Plannr.Sandbox.Data;

/// <summary>Everything that the sandbox knows. Nothing changes after construction, so any number of requests may read it at once.</summary>
internal sealed class SandboxStore
{
    private readonly Dictionary<Guid, Account> _accountsByUuid;
    private readonly Dictionary<Guid, Blueprint> _blueprintsByUuid;

    public SandboxStore(DateTimeOffset start, SandboxOptions options)
    {
        var calendar = new DemoCalendar(start);
        var staff = new DemoStaff(calendar);
        var clients = new DemoClients(calendar);
        var blueprints = new DemoBlueprints(calendar);
        Firm = staff.Firm;
        User = staff.Owner;
        Accounts = [.. staff.All, .. clients.All];
        _accountsByUuid = Accounts.ToDictionary(account => account.Uuid);
        _blueprintsByUuid = blueprints.All.ToDictionary(blueprint => blueprint.Uuid);
        Runs = new RunCatalogue(
            new DemoRuns(calendar, blueprints, clients).All,
            blueprints.All,
            clients.ByKey.Values.Select(client => client.Uuid).ToList(),
            options.AdditionalExecutions,
            start);
    }

    public Firm Firm { get; }

    /// <summary>The employee account of the signed-in user.</summary>
    public Account User { get; }

    public IReadOnlyList<Account> Accounts { get; }

    public RunCatalogue Runs { get; }

    /// <summary>The account with a UUID, or null.</summary>
    public Account? FindAccount(Guid? uuid) =>
        uuid is { } known && _accountsByUuid.TryGetValue(known, out var account) ? account : null;

    /// <summary>The blueprint with a UUID, or null.</summary>
    public Blueprint? FindBlueprint(Guid uuid) => _blueprintsByUuid.TryGetValue(uuid, out var blueprint) ? blueprint : null;
}
