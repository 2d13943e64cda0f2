namespace Plannr.PowerShell.History;

/// <summary>Gets audits, newest first: who created, changed or removed what in the firm, and when. The list streams page by page.</summary>
/// <include file='Get-PlannrAudit.xml' path='help/*'/>
[Cmdlet(VerbsCommon.Get, "PlannrAudit", SupportsPaging = true)]
[OutputType(typeof(Audit))]
public sealed class GetPlannrAuditCommand : GetCommand<Audit>
{
    /// <summary>Only what the caller did, whom the token belongs to.</summary>
    [Parameter]
    public SwitchParameter Mine { get; set; }

    /// <summary>Returns audits from this time on. A time without an offset is in your computer's time zone. The list is read only as far as needed.</summary>
    [Parameter]
    [Time]
    public DateTimeOffset? After { get; set; }

    /// <summary>What happened before this time.</summary>
    [Parameter]
    [Time]
    public DateTimeOffset? Before { get; set; }

    /// <summary>The kinds of record, such as Contact Detail. Wildcards are possible.</summary>
    [Parameter]
    [SupportsWildcards]
    [Pattern]
    [ArgumentCompleter(typeof(AuditTypeCompleter))]
    [ValidateNotNullOrEmpty]
    [Texts]
    public string[]? Type { get; set; }

    /// <summary>What happened to the record, such as updated. Wildcards are possible.</summary>
    [Parameter]
    [SupportsWildcards]
    [Pattern]
    [ArgumentCompleter(typeof(AuditEventCompleter))]
    [ValidateNotNullOrEmpty]
    [Texts]
    public string[]? Event { get; set; }

    private protected override string Activity => "Getting audits";

    private protected override void Process()
    {
        var type = Wildcards.From(Type);
        var happened = Wildcards.From(Event);
        bool isOpen = type is null && happened is null && After is null && Before is null;
        PlannrQuery query = new PlannrQuery { NotBefore = After }.Page(isOpen ? Quota.PageSize() : null);
        List(
            client => client.List(Mine ? Endpoints.ListMyAudits : Endpoints.ListAudits, query),
            audit => type?.Match(audit.Type) != false && happened?.Match(audit.Event) != false && TimeSpans.Holds(audit.CreatedAt, After, Before),
            isOpen);
    }
}
