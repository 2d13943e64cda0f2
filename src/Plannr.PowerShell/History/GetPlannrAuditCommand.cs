namespace Plannr.PowerShell.History;

/// <summary>Gets audits, which show who changed which of the firm's records, and when. The newest audits come first. The creation and deletion of records are included. The list is returned page by page, as the pages arrive.</summary>
/// <include file='Get-PlannrAudit.xml' path='help/*'/>
[Cmdlet(VerbsCommon.Get, "PlannrAudit", SupportsPaging = true)]
[OutputType(typeof(Audit))]
public sealed class GetPlannrAuditCommand : GetCommand<Audit>
{
    /// <summary>Returns only changes made by the connection's user.</summary>
    [Parameter]
    public SwitchParameter Mine { get; set; }

    /// <summary>Returns audits recorded at or after this time. A time without an offset is in your computer's time zone. Only the necessary pages are requested.</summary>
    [Parameter]
    [Time]
    public DateTimeOffset? After { get; set; }

    /// <summary>Returns audits recorded before this time. A time without an offset is in your computer's time zone.</summary>
    [Parameter]
    [Time]
    public DateTimeOffset? Before { get; set; }

    /// <summary>Specifies the types of record, such as Contact Detail. Wildcards are permitted; case is ignored. By default, audits of all types are returned.</summary>
    [Parameter]
    [SupportsWildcards]
    [Pattern]
    [ArgumentCompleter(typeof(AuditTypeCompleter))]
    [ValidateNotNullOrEmpty]
    [Texts]
    public string[]? Type { get; set; }

    /// <summary>Specifies the events, such as updated. Wildcards are permitted; case is ignored. By default, audits of all events are returned.</summary>
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
