namespace Plannr.PowerShell.Reports;

/// <summary>Gets management reports by UUID. Each report includes its progress and files.</summary>
/// <include file='Get-PlannrReport.xml' path='help/*'/>
[Cmdlet(VerbsCommon.Get, "PlannrReport")]
[OutputType(typeof(PlannrReport))]
public sealed class GetPlannrReportCommand : GetCommand<PlannrReport>
{
    /// <summary>Specifies the reports: UUIDs or report objects. If you specify an object, the report is requested again.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("Id", "ReportUuid")]
    [ArgumentCompleter(typeof(ReportCompleter))]
    public ReportReference[] Uuid { get; set; } = [];

    /// <summary>Specifies the maximum number of concurrent requests. The default is 8.</summary>
    [Parameter]
    [ValidateRange(1, 64)]
    public int ThrottleLimit { get; set; } = 8;

    private protected override string Activity => "Getting reports";

    private protected override void Process() => Get(Uuid, ThrottleLimit);

    private protected override Task<PlannrReport> GetAsync(IPlannrClient client, Guid uuid) => client.GetAsync(Endpoints.GetReport.At(uuid), null, Cancellation);
}
