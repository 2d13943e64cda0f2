namespace Plannr.PowerShell.Tags;

/// <summary>Gets the firm's tags. The list is returned page by page, as the pages arrive.</summary>
/// <include file='Get-PlannrTag.xml' path='help/*'/>
[Cmdlet(VerbsCommon.Get, "PlannrTag", SupportsPaging = true)]
[OutputType(typeof(Tag))]
public sealed class GetPlannrTagCommand : GetCommand<Tag>
{
    /// <summary>Specifies the names of the tags. Wildcards are permitted; case is ignored. By default, all tags are returned.</summary>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    [Pattern]
    [ValidateNotNullOrEmpty]
    [Texts]
    public string[]? Name { get; set; }

    private protected override string Activity => "Getting tags";

    private protected override void Process()
    {
        var name = Wildcards.From(Name);
        PlannrQuery query = new PlannrQuery().Page(name is null ? Quota.PageSize() : null);
        List(client => client.List(Endpoints.ListTags, query), tag => name?.Match(tag.Name) != false, isTotalExact: name is null);
    }
}
