namespace Plannr.PowerShell.Cases;

/// <summary>Gets cases. By default, the cmdlet gets all cases that you have access to; with -ClientUuid, it gets the cases of the specified clients. The list is returned page by page, as the pages arrive.</summary>
/// <include file='Get-PlannrCase.xml' path='help/*'/>
[Cmdlet(VerbsCommon.Get, "PlannrCase", SupportsPaging = true)]
[OutputType(typeof(PlannrCase))]
public sealed class GetPlannrCaseCommand : GetCommand<PlannrCase>
{
    private readonly HashSet<(PlannrConnection, Guid)> _listed = [];

    /// <summary>Specifies the names of the cases. Wildcards are permitted; case is ignored. By default, all cases are returned.</summary>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    [Pattern]
    [ValidateNotNullOrEmpty]
    [Texts]
    public string[]? Name { get; set; }

    /// <summary>Specifies the clients whose cases are returned: UUIDs, account objects, or executions with their accounts. By default, the cases of all clients are returned.</summary>
    [Parameter(ValueFromPipeline = true)]
    [Alias("AccountUuid")]
    [ArgumentCompleter(typeof(ClientCompleter))]
    public AccountReference[]? ClientUuid { get; set; }

    private protected override string Activity => "Getting cases";

    private protected override void Process()
    {
        if (ClientUuid is null)
        {
            Write(Connections.Given, connection => Connections.GetClient(connection).List(Endpoints.ListCases, CreateQuery()));
            return;
        }

        foreach (AccountReference client in ClientUuid)
        {
            Write(
                [.. Connections.Find(client).Where(connection => _listed.Add((connection, client.Uuid)))],
                connection => Lists.ForRecord(connection, client.Uuid, Connections.GetClient(connection).List(Endpoints.ListClientCases.At(client.Uuid), CreateQuery())));
        }
    }

    private PlannrQuery CreateQuery() => new PlannrQuery().Page(Name is null ? Quota.PageSize() : null);

    private void Write(IReadOnlyList<PlannrConnection> connections, Func<PlannrConnection, IPlannrPages<PlannrCase>> list)
    {
        var name = Wildcards.From(Name);
        Lists.Write(connections, list, found => name?.Match(found.Name) != false, isTotalExact: name is null);
    }
}
