namespace Plannr.PowerShell.Connections;

/// <summary>Gets the logins of the connection's user. Each login gives the user access to an account that the connection can act as.</summary>
/// <include file='Get-PlannrLogin.xml' path='help/*'/>
[Cmdlet(VerbsCommon.Get, "PlannrLogin")]
[OutputType(typeof(Login))]
public sealed class GetPlannrLoginCommand : GetCommand<Login>
{
    private protected override string Activity => "Getting logins";

    private protected override void Process()
    {
        foreach (PlannrConnection connection in Connections.Given)
        {
            IReadOnlyList<Login> logins = [];
            try
            {
                logins = Await(() => Send(connection, client => client.GetLoginsAsync(Cancellation))).Logins;
            }
            catch (PlannrException exception)
            {
                FailList(exception, connection.Name, itemsRead: 0, itemsInAll: null);
            }

            connection.Logins = logins;
            logins.ToList().ForEach(Emit);
        }
    }
}
