namespace Plannr.PowerShell.Reports;

/// <summary>Starts generating a management report, such as the RMAR. Plannr generates the report in the background. Use Wait-PlannrReport to wait for it, and Save-PlannrFile to save its files.</summary>
/// <include file='New-PlannrReport.xml' path='help/*'/>
[Cmdlet(VerbsCommon.New, "PlannrReport", DefaultParameterSetName = TypeSet, SupportsShouldProcess = true)]
[OutputType(typeof(PlannrReport))]
public sealed class NewPlannrReportCommand : ConnectedCommand
{
    private const string TypeSet = "Type";
    private const string TemplateSet = "Template";

    private object? _query;

    /// <summary>Specifies the type of the report, such as rmar or client_export. Any type that Plannr supports is accepted.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = TypeSet)]
    [Alias("ReportTypeId")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ReportTypeCompleter))]
    public string Type { get; set; } = string.Empty;

    /// <summary>Specifies the UUID of the template to generate the report from.</summary>
    [Parameter(Mandatory = true, ParameterSetName = TemplateSet)]
    [Alias("ReportTemplateUuid")]
    public Guid TemplateUuid { get; set; }

    /// <summary>Specifies the name of the report. The default is the type and the date, such as "rmar 2026-06-10", or "report" and the date if you use a template.</summary>
    [Parameter(Position = 1)]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    /// <summary>Specifies the settings for the report as a hashtable, such as @{ start_date = '2026-05-01' }. Specify dates as text. The keys that each type accepts are not documented. By default, no settings are sent.</summary>
    [Parameter]
    public IDictionary? Query { get; set; }

    /// <summary>Specifies the name of a template in which to save the settings. By default, no template is saved.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? SaveAsTemplate { get; set; }

    private protected override void Begin()
    {
        try
        {
            _query = Query is null ? null : PlainObject.From(Query);
        }
        catch (PlannrInvalidRequestException exception)
        {
            Fail(exception, Query);
        }
    }

    private protected override void Process()
    {
        bool isType = ParameterSetName == TypeSet;
        string name = Name ?? $"{(isType ? Type : "report")} {DateTime.Now.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}";
        var fields = new RequestFields
        {
            { "name", name },
            { "report_type_id", isType ? Type : null },
            { "report_template_uuid", isType ? null : TemplateUuid },
            { "report_query", _query },
            { "save_as_template", SaveAsTemplate is null ? null : true },
            { "template_name", SaveAsTemplate },
        };
        if (ShouldProcess($"report '{name}'", "Create") && Try(name, client => client.SendAsync(Endpoints.CreateReport, fields, Cancellation)) is { } report)
        {
            Emit(report);
        }
    }
}
