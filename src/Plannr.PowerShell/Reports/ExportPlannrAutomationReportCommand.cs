namespace Plannr.PowerShell.Reports;

/// <summary>Exports executions to an HTML report, an Excel workbook or a CSV file. The file contains the names of clients.</summary>
/// <include file='Export-PlannrAutomationReport.xml' path='help/*'/>
[Cmdlet(VerbsData.Export, "PlannrAutomationReport", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class ExportPlannrAutomationReportCommand : PlannrCommand
{
    private IPlannrReport _report = null!;
    private TargetFile _file = null!;
    private int _refused;

    /// <summary>Specifies the file. The extension determines the format: .xlsx for a workbook (executions, steps and a summary), .csv for the steps only, and any other extension for an HTML page. If the name has no extension and no such file exists, .html is added. Wildcards are not interpreted. If the file exists, it is replaced, and the new file has the same permissions.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [Alias("LiteralPath", "FilePath")]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = string.Empty;

    /// <summary>Specifies the executions, which can come from Get-PlannrAutomationExecution, a file or a job. If there is no input, an empty report is written.</summary>
    [Parameter(ValueFromPipeline = true)]
    [AllowNull] // Without executions, the input can be $null, which results in an empty report.
    public PSObject[]? InputObject { get; set; }

    /// <summary>Specifies the title of the report. The default is "Automation report".</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string Title { get; set; } = "Automation report";

    /// <summary>Writes an error instead of replacing an existing file.</summary>
    [Parameter]
    public SwitchParameter NoClobber { get; set; }

    /// <summary>Replaces an existing file even if it is read-only. The new file is also read-only.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Returns the file. By default, this cmdlet returns no output.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>Before any execution is received, checks that the file can be written.</summary>
    private protected override void Begin()
    {
        try
        {
            _file = FindFile(Path);
            if (System.IO.Path.GetFileName(_file.Path).Length > 0 && !System.IO.Path.HasExtension(_file.Path) && !_file.Exists && !Directory.Exists(_file.Path))
            {
                _file = FindFile(Path + ".html");
            }

            _file.Check();
        }
        catch (PlannrFileException exception)
        {
            Fail(exception, Path);
        }

        _report = ClientFactory.Current.CreateReport(Title, System.IO.Path.GetExtension(Path));
    }

    private TargetFile FindFile(string path) => new(SessionState, path, NoClobber, Force, "Use another path, or use -Force to replace the file anyway.");

    private protected override void Process()
    {
        foreach (PSObject? item in InputObject ?? [])
        {
            if (StoredRecord.Read<AutomationExecution>(item) is { } execution)
            {
                _report.Add(execution);
            }
            else if (item is not null)
            {
                _refused++;
                EmitError(CreateRefusal(item), item);
            }
        }
    }

    private protected override void End()
    {
        if (_report.Count == 0 && _refused > 0)
        {
            Fail(
                new PlannrInvalidInputException(
                    _refused == 1 ? "No report was written: the input object is not a complete execution." : $"No report was written: none of the {_refused} input objects is a complete execution.",
                    "Pipe in executions from Get-PlannrAutomationExecution."),
                Path);
        }

        string runs = _report.Count == 1 ? "1 execution" : $"{_report.Count} executions";
        if (!ShouldProcess(_file.Path, _file.Exists ? $"Replace with a report on {runs}" : $"Write a report on {runs}"))
        {
            return;
        }

        try
        {
            Await(
                () => _file.WriteAsync(async stream =>
                {
                    await _report.WriteToAsync(stream, Cancellation).ConfigureAwait(false);
                    return true;
                }));
        }
        catch (PlannrFileException exception)
        {
            Fail(exception, Path);
        }

        WriteVerbose($"Wrote a report on {runs} to '{_file.Path}'.");
        if (PassThru)
        {
            Emit(InvokeProvider.Item.Get([_file.Path], force: true, literalPath: true)[0]);
        }
    }

    private static PlannrInvalidInputException CreateRefusal(PSObject item) => item.TypeNames[0] == "Deserialized.Plannr.AutomationExecution"
        ? new PlannrInvalidInputException(
            $"The execution '{item}' is incomplete: it lost its steps or dates when it was stored. It is not included in the report.",
            "Get the execution from Plannr again. To store executions, use Export-Clixml without -Depth in a session that has imported the module.")
        : new PlannrInvalidInputException(
            $"An object of type {item.TypeNames[0]} is not an execution, so it is not included in the report.",
            "Pipe in executions from Get-PlannrAutomationExecution, which can get executions by UUID or by step. Do not use Select-Object -Property on the executions; to filter them, use Where-Object.");
}
