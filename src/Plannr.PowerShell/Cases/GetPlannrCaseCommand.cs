namespace Plannr.PowerShell.Cases;

/// <summary>Gets cases: all that you can see, or those of clients. The list streams page by page.</summary>
/// <include file='Get-PlannrCase.xml' path='help/*'/>
[Cmdlet(VerbsCommon.Get, "PlannrCase", SupportsPaging = true)]
[OutputType(typeof(PlannrCase))]
public sealed class GetPlannrCaseCommand : GetCommand<PlannrCase>
{
    private readonly HashSet<Guid> _listed = [];

    /// <summary>Specifies the names of the cases. Wildcards are permitted; case is ignored. By default, all cases are returned.</summary>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    [Pattern]
    [ValidateNotNullOrEmpty]
    public string[]? Name { get; set; }

    /// <summary>Specifies the clients whose cases to get: UUIDs, accounts, or executions with their account. By default, the cases of all clients are returned.</summary>
    [Parameter(ValueFromPipeline = true)]
    [Alias("AccountUuid")]
    [ArgumentCompleter(typeof(ClientCompleter))]
    public AccountReference[]? ClientUuid { get; set; }

    private protected override string Activity => "Getting cases";

    private protected override void Process()
    {
        if (ClientUuid is null)
        {
            Write(Client.List(Endpoints.ListCases, CreateQuery()));
            return;
        }

        foreach (Guid client in ClientUuid.Select(reference => reference.Uuid).Where(_listed.Add))
        {
            Write(Lists.ForRecord(client, Client.List(Endpoints.ListClientCases.At(client), CreateQuery())));
        }
    }

    private PlannrQuery CreateQuery() => new PlannrQuery().Page(Name is null ? Quota.PageSize() : null);

    private void Write(IPlannrPages<PlannrCase> pages)
    {
        var name = Wildcards.From(Name);
        Lists.Write(pages, found => name?.Match(found.Name) != false, isTotalExact: name is null);
    }
}
