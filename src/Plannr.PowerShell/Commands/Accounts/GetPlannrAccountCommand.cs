using System;
using System.Management.Automation;
using System.Threading.Tasks;
using Plannr.PowerShell.Completion;

namespace Plannr.PowerShell.Commands.Accounts;

/// <summary>
/// Gets accounts (clients, employees, external accounts) by their UUIDs, several side by side, in the order in which they were asked for. A
/// UUID that fails gives an error, and the others go on.
/// </summary>
/// <remarks>
/// Calls GET /api/v1/account/{uuid}. The public reference lists the endpoint; its answer is not shown there and is read as the one of the list.
/// </remarks>
/// <include file='../../Help/Get-PlannrAccount.xml' path='help/*'/>
[Cmdlet(VerbsCommon.Get, "PlannrAccount", DefaultParameterSetName = UuidSet)]
[OutputType(typeof(Account))]
public sealed class GetPlannrAccountCommand : RecordCommand<Account>
{
    private const string PropertySet = "Property";
    private const string UuidSet = "Uuid";

    /// <summary>
    /// The UUIDs of the accounts. Taken from the pipeline as values, never from a property Uuid: executions, steps and logins have one of
    /// their own, which is not their account's.
    /// </summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = UuidSet)]
    [Alias("Id")]
    [ArgumentCompleter(typeof(SeenAccountCompleter))]
    public Guid[] Uuid { get; set; } = [];

    /// <summary>The UUIDs of the accounts, as executions that were fetched with their account, rows of steps and logins carry them.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = PropertySet)]
    [ArgumentCompleter(typeof(SeenAccountCompleter))]
    public Guid[] AccountUuid { get; set; } = [];

    /// <summary>How many requests may run side by side. 8 by default.</summary>
    [Parameter]
    [ValidateRange(1, 64)]
    public int ThrottleLimit { get; set; } = 8;

    private protected override string Activity => "Getting accounts";

    private protected override int RequestsAtOnce => ThrottleLimit;

    /// <summary>Starts on the UUIDs that came, and writes what is there by now.</summary>
    protected override void ProcessRecord() => Get(ParameterSetName == PropertySet ? AccountUuid : Uuid);

    private protected override Task<Account> GetAsync(IPlannrClient client, Guid uuid) => client.GetAccountAsync(uuid, Observer, Cancellation);
}
