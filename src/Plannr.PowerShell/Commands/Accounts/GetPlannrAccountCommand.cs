namespace Plannr.PowerShell.Commands.Accounts;

/// <summary>
/// Gets accounts (clients, employees, external accounts): those that a search finds, all of them, or those with given UUIDs. A search streams: an
/// account comes out as soon as its page is there. UUIDs are asked for several side by side, and come out in the order in which they were given; a
/// UUID that fails gives an error, and the others go on.
/// </summary>
/// <include file='../../Help/Get-PlannrAccount.xml' path='help/*'/>
[Cmdlet(VerbsCommon.Get, "PlannrAccount", DefaultParameterSetName = ListSet, SupportsPaging = true)]
[OutputType(typeof(Account))]
public sealed partial class GetPlannrAccountCommand : RecordCommand<Account>
{
    private const string ListSet = "List";
    private const string PropertySet = "Property";
    private const string UuidSet = "Uuid";

    /// <summary>
    /// The UUIDs of the accounts. Taken from the pipeline as values, never from a property Uuid: executions, steps and logins have one of
    /// their own, which is not their account's.
    /// </summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = UuidSet)]
    [Alias("Id")]
    [ArgumentCompleter(typeof(SeenAccountCompleter))]
    [UuidText]
    public Guid[] Uuid { get; set; } = [];

    /// <summary>The UUIDs of the accounts, as executions that were fetched with their account, rows of steps and logins carry them.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = PropertySet)]
    [ArgumentCompleter(typeof(SeenAccountCompleter))]
    public Guid[] AccountUuid { get; set; } = [];

    /// <summary>How many requests may run side by side for UUIDs. 8 by default.</summary>
    [Parameter(ParameterSetName = UuidSet)]
    [Parameter(ParameterSetName = PropertySet)]
    [ValidateRange(1, 64)]
    public int ThrottleLimit { get; set; } = 8;

    private protected override string Activity => "Getting accounts";

    private protected override int RequestsAtOnce => ThrottleLimit;

    /// <summary>Searches, or starts on the UUIDs that came and writes what is there by now.</summary>
    protected override void ProcessRecord()
    {
        switch (ParameterSetName)
        {
            case ListSet:
                Search();
                break;
            case PropertySet:
                Get(AccountUuid);
                break;
            default:
                Get(Uuid);
                break;
        }
    }

    private protected override Task<Account> GetAsync(IPlannrClient client, Guid uuid) => client.GetAsync(Endpoints.GetAccount.At(uuid), null, Cancellation);
}
