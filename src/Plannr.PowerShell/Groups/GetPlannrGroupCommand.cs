namespace Plannr.PowerShell.Groups;

/// <summary>Gets the firm's groups with their participants. The list is returned page by page, as the pages arrive.</summary>
/// <include file='Get-PlannrGroup.xml' path='help/*'/>
[Cmdlet(VerbsCommon.Get, "PlannrGroup", SupportsPaging = true)]
[OutputType(typeof(Group))]
public sealed class GetPlannrGroupCommand : GetCommand<Group>
{
    /// <summary>Specifies the names of the groups. Wildcards are permitted; case is ignored. By default, all groups are returned.</summary>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    [Pattern]
    [ValidateNotNullOrEmpty]
    [Texts]
    public string[]? Name { get; set; }

    private protected override string Activity => "Getting groups";

    private protected override void Process()
    {
        var name = Wildcards.From(Name);
        PlannrQuery query = new PlannrQuery().Page(name is null ? Quota.PageSize() : null);
        List(client => client.List(Endpoints.ListGroups, query), record => name?.Match(record.Name) != false, isTotalExact: name is null);
    }
}
