namespace Plannr.PowerShell.Connections;

/// <summary>Changes the account that a connection acts as. The change applies to commands that start afterwards; running commands keep their account. The cmdlet sends no request, so only the next request from another cmdlet shows whether the account can be used.</summary>
/// <include file='Switch-PlannrAccount.xml' path='help/*'/>
[Cmdlet(VerbsCommon.Switch, "PlannrAccount")]
[OutputType(typeof(PlannrConnection))]
public sealed class SwitchPlannrAccountCommand : ConnectedCommand
{
    /// <summary>Specifies the account to act as: its UUID, or a login. For a login, the cmdlet changes the connection that the login came from, unless you use -Connection.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [ArgumentCompleter(typeof(LoginCompleter))]
    public LoginReference AccountUuid { get; set; } = null!;

    /// <summary>Returns the connection. By default, this cmdlet returns no output.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override void Process()
    {
        if (FindTarget() is not { } connection)
        {
            return;
        }

        connection.Client.SwitchAccount(AccountUuid.Uuid);
        if (AccountResolution.FindWarning(AccountUuid.Uuid, connection.Logins) is { } warning)
        {
            WriteWarning(warning);
        }

        WriteVerbose($"The connection '{connection.Name}' now acts as {connection.AccountName ?? "the account"} {AccountUuid}.");
        if (PassThru)
        {
            Emit(connection);
        }
    }

    /// <summary>Returns the connection specified with -Connection, the connection that the login came from, or the default connection. Returns null if an error was written because that connection was closed or belongs to another runspace.</summary>
    private PlannrConnection? FindTarget()
    {
        try
        {
            PlannrConnection connection = Connections.Find(AccountUuid.Record as Login)[0];
            return Connection is { IsObject: true } ? connection : ConnectionReference.RequireFree(connection);
        }
        catch (PlannrNotConnectedException exception)
        {
            EmitError(exception, AccountUuid.Record as Login ?? (object?)Connection?.ToString());
            return null;
        }
    }
}
