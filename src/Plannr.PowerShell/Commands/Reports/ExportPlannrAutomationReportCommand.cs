using System.Collections.ObjectModel;
using System.IO;
using System.Management.Automation;
using Plannr.PowerShell.Files;
using Plannr.PowerShell.Loading;

namespace Plannr.PowerShell.Commands.Reports;

/// <summary>
/// Writes a report on automation executions as one HTML file: figures, a chart of runs over time by state, the steps that fail most with
/// their messages, and a table that sorts and filters, in which each run opens into a timeline of its steps. The file needs no network and
/// no other file, opens in any browser and prints well. It is written whole or not at all. The report holds the names of clients: keep it
/// where such data may be kept. No connection is needed.
/// </summary>
/// <include file='../../Help/Export-PlannrAutomationReport.xml' path='help/*'/>
[Cmdlet(VerbsData.Export, "PlannrAutomationReport", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class ExportPlannrAutomationReportCommand : PlannrCommand
{
    private IPlannrReport _report = null!;
    private TargetFile _file = null!;
    private string _path = string.Empty;

    /// <summary>
    /// Where to write the report. A relative path starts at the current location. Taken as it stands: brackets and other wildcard characters
    /// mean themselves. A file that is there is replaced.
    /// </summary>
    [Parameter(Mandatory = true, Position = 0)]
    [Alias("LiteralPath", "FilePath")]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = string.Empty;

    /// <summary>The executions to report on, as Get-PlannrAutomationExecution gives them. Without any, the report says that there are none.</summary>
    [Parameter(ValueFromPipeline = true)]
    public AutomationExecution[]? InputObject { get; set; }

    /// <summary>The title of the report. "Automation report" by default.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string Title { get; set; } = "Automation report";

    /// <summary>Leaves a file that is there as it is, and gives an error instead.</summary>
    [Parameter]
    public SwitchParameter NoClobber { get; set; }

    /// <summary>Replaces a file also where it is read-only. It stays read-only.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Gives the file back. Without it the cmdlet is silent.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>Finds out whether the file can be written, before the executions are fetched.</summary>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        try
        {
            _path = TargetPath.Resolve(SessionState, Path);
            _file = new TargetFile(_path, NoClobber, Force, "Give another path, or replace it all the same with -Force.");
            _file.Check();
        }
        catch (PlannrFileException exception)
        {
            Fail(exception, Path);
        }

        _report = ClientFactory.Current.CreateReport(Title);
    }

    /// <summary>Takes in the executions.</summary>
    protected override void ProcessRecord()
    {
        foreach (AutomationExecution? execution in InputObject ?? [])
        {
            if (execution is not null)
            {
                _report.Add(execution);
            }
        }
    }

    /// <summary>Writes the file.</summary>
    protected override void EndProcessing()
    {
        string runs = _report.Count == 1 ? "1 execution" : $"{_report.Count} executions";
        if (!ShouldProcess(_path, _file.Exists ? $"Replace with a report on {runs}" : $"Write a report on {runs}"))
        {
            return;
        }

        try
        {
            _file.Write(_report.WriteTo);
        }
        catch (PlannrFileException exception)
        {
            Fail(exception, Path);
        }

        WriteVerbose($"Wrote a report on {runs} to '{_path}'.");
        if (PassThru)
        {
            Collection<PSObject> file = InvokeProvider.Item.Get([_path], force: true, literalPath: true);
            Emit(file[0]);
        }
    }
}
