namespace Plannr.PowerShell.Connections;

/// <summary>Gets the user's logins: the accounts that the connection can act as.</summary>
/// <include file='Get-PlannrLogin.xml' path='help/*'/>
[Cmdlet(VerbsCommon.Get, "PlannrLogin")]
[OutputType(typeof(Login))]
public sealed class GetPlannrLoginCommand : ConnectedCommand
{
    private protected override void Process()
    {
        IReadOnlyList<Login> logins = [];
        try
        {
            logins = Await(() => Send(client => client.GetLoginsAsync(Cancellation))).Logins;
        }
        catch (PlannrException exception)
        {
            FailList(exception, CurrentConnection.Name, itemsRead: 0, itemsInAll: null);
        }

        CurrentConnection.Logins = logins;
        foreach (Login login in logins)
        {
            LoginSources.Note(login, CurrentConnection);
            Emit(login);
        }
    }
}
