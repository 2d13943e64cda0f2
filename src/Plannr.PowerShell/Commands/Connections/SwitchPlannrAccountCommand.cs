using System;
using System.Management.Automation;
using Plannr.PowerShell.Completion;

namespace Plannr.PowerShell.Commands.Connections;

/// <summary>
/// Changes the account that a connection acts as, for all that use it. Requests under way keep the account that they began with. Nothing is
/// sent: whether the account may be used shows with the next request.
/// </summary>
/// <include file='../../Help/Switch-PlannrAccount.xml' path='help/*'/>
[Cmdlet(VerbsCommon.Switch, "PlannrAccount")]
[OutputType(typeof(PlannrConnection))]
public sealed class SwitchPlannrAccountCommand : ConnectedCommand
{
    /// <summary>The account to act as. A login that is piped in gives the account that it is for.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(AccountCompleter))]
    public Guid AccountUuid { get; set; }

    /// <summary>Gives the connection back. Without it the cmdlet is silent.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>Changes the account.</summary>
    protected override void ProcessRecord()
    {
        CurrentConnection.Client.SwitchAccount(AccountUuid);
        WriteVerbose($"The connection '{CurrentConnection.Name}' acts as {CurrentConnection.AccountName ?? "the account"} {AccountUuid} now.");
        if (PassThru)
        {
            Emit(CurrentConnection);
        }
    }
}
