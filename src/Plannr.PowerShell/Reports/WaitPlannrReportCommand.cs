using System.Collections.Concurrent;

namespace Plannr.PowerShell.Reports;

/// <summary>Waits for Plannr to generate reports. Returns each report with its files. If a report fails, an error is written.</summary>
/// <include file='Wait-PlannrReport.xml' path='help/*'/>
[Cmdlet(VerbsLifecycle.Wait, "PlannrReport")]
[OutputType(typeof(PlannrReport))]
public sealed class WaitPlannrReportCommand : ConnectedCommand
{
    /// <summary>The maximum number of further polls for the file after a report is complete.</summary>
    private const int MostPollsForFile = 3;

    private readonly HashSet<(PlannrConnection Connection, Guid Uuid)> _reports = [];
    private readonly ConcurrentDictionary<(PlannrConnection, Guid), int> _pollsForFile = new();
    private RecordWait<PlannrReport>? _wait;

    /// <summary>Specifies the reports to wait for: UUIDs, report objects, or rows with a ReportUuid or Uuid column.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("Id", "ReportUuid")]
    [ArgumentCompleter(typeof(ReportCompleter))]
    [AllowNull] // Otherwise, null from the pipeline would cause PowerShell's own error.
    public ReportReference[] Uuid { get; set; } = [];

    /// <summary>Specifies the timeout in seconds. The default is 3600. For each report that has not been generated when the timeout expires, the error PlannrWaitTimeout is written with the report's UUID.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int TimeoutSec { get; set; } = 3600;

    /// <summary>Specifies the number of seconds between the first polls. The default is 5. While nothing changes, an interval of less than 30 seconds grows to 30.</summary>
    [Parameter]
    [ValidateRange(1, 3600)]
    public int PollIntervalSec { get; set; } = 5;

    private protected override void Process()
    {
        foreach (ReportReference reference in Uuid)
        {
            _reports.UnionWith(Connections.Find(reference).Select(connection => (connection, reference.Uuid)));
        }
    }

    private protected override void End()
    {
        _wait = new RecordWait<PlannrReport>(this, StartProgress("Waiting for reports"), report => ($"{report}: {report.Status}".TrimEnd(':', ' '), Math.Min(100, report.Progress ?? -1)));
        _wait.Run(_reports, CreateOptions, Write);
    }

    private WaitOptions<PlannrReport> CreateOptions(PlannrConnection connection) => new()
    {
        Poll = (uuids, cancellation) => PollAsync(Connections.GetClient(connection), uuids, cancellation),
        PollInterval = TimeSpan.FromSeconds(PollIntervalSec),
        Timeout = TimeSpan.FromSeconds(TimeoutSec),
        IsEnd = report => IsEnd(connection, report),
    };

    private protected override void OnWaiting() => _wait?.ShowProgress();

    private static async Task<IReadOnlyList<RecordResult<PlannrReport>>> PollAsync(IPlannrClient client, IReadOnlyList<Guid> uuids, CancellationToken cancellationToken) =>
        await Task.WhenAll(uuids.Select(async uuid =>
        {
            try
            {
                return new RecordResult<PlannrReport>(uuid, await client.GetAsync(Endpoints.GetReport.At(uuid), null, cancellationToken).ConfigureAwait(false), null);
            }
            catch (PlannrException exception)
            {
                return new RecordResult<PlannrReport>(uuid, null, exception);
            }
        })).ConfigureAwait(false);

    /// <summary>Returns whether the wait for a report has ended. A report can be complete shortly before its file is available.</summary>
    private bool IsEnd(PlannrConnection connection, PlannrReport report)
    {
        bool isCertain = report.HasFile || HasFailed(report);
        if (isCertain || !((IBackgroundWork)report).HasEnded)
        {
            return isCertain;
        }

        return _pollsForFile.AddOrUpdate((connection, report.Uuid!.Value), 1, (_, polls) => polls + 1) > MostPollsForFile;
    }

    private static bool HasFailed(PlannrReport report) => AutomationStatus.IsEnd(report.Status) && !AutomationStatus.IsCompleted(report.Status) && !report.HasFile;

    private void Write(PlannrReport report)
    {
        if (HasFailed(report))
        {
            EmitError(new PlannrJobFailedException($"The report '{report}' ({report.Uuid}) was not generated: its status is {report.Status}.", "Check the report in Plannr, and create it again with New-PlannrReport."), report);
        }
        else
        {
            Emit(report);
        }
    }
}
