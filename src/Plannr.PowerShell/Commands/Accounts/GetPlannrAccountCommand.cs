using System;
using System.Management.Automation;
using System.Threading.Tasks;
using Plannr.PowerShell.Pipeline;

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
public sealed class GetPlannrAccountCommand : ConnectedCommand
{
    private const string PropertySet = "Property";
    private const string UuidSet = "Uuid";

    private OrderedWindow<Guid, Account>? _window;

    /// <summary>
    /// The UUIDs of the accounts. Taken from the pipeline as values, never from a property Uuid: executions, steps and logins have one of
    /// their own, which is not their account's.
    /// </summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = UuidSet)]
    [Alias("Id")]
    public Guid[] Uuid { get; set; } = [];

    /// <summary>The UUIDs of the accounts, as executions that were fetched with their account, rows of steps and logins carry them.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = PropertySet)]
    public Guid[] AccountUuid { get; set; } = [];

    /// <summary>How many requests may run side by side. 8 by default.</summary>
    [Parameter]
    [ValidateRange(1, 64)]
    public int ThrottleLimit { get; set; } = 8;

    /// <summary>Makes ready to work on several UUIDs side by side.</summary>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _window = new OrderedWindow<Guid, Account>(ThrottleLimit, GetAsync, Cancellation);
    }

    /// <summary>Starts on the UUIDs that came, and writes what is there by now.</summary>
    protected override void ProcessRecord()
    {
        foreach (Guid uuid in ParameterSetName == PropertySet ? AccountUuid : Uuid)
        {
            while (_window!.IsFull)
            {
                WriteNext();
            }

            _window.Add(uuid);
            while (_window.IsReady)
            {
                WriteNext();
            }
        }
    }

    /// <summary>Writes the rest as it comes.</summary>
    protected override void EndProcessing()
    {
        while (!_window!.IsEmpty)
        {
            WriteNext();
        }
    }

    private Task<Account> GetAsync(Guid uuid) => Send(client => client.GetAccountAsync(uuid, Observer, Cancellation));

    private void WriteNext()
    {
        (Guid uuid, Task<Account> result) = _window!.Take();
        Account? account = null;
        try
        {
            account = Await(result);
        }
        catch (PlannrNotConnectedException exception)
        {
            Fail(exception, uuid);
        }
        catch (PlannrException exception)
        {
            EmitError(exception, uuid);
        }

        if (account is not null)
        {
            Emit(account);
        }
    }
}
