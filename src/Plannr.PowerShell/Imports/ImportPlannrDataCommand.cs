namespace Plannr.PowerShell.Imports;

/// <summary>Validates a CSV file or imports it into Plannr. By default, the cmdlet only validates the file. With -Mode store or -Mode update, it imports the file. An empty cell in a mapped column clears that field in Plannr.</summary>
/// <include file='Import-PlannrData.xml' path='help/*'/>
[Cmdlet(VerbsData.Import, "PlannrData", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(PlannrImport))]
public sealed class ImportPlannrDataCommand : ConnectedCommand
{
    private const string Validate = "validate";

    private RecordWait<PlannrImport>? _wait;

    /// <summary>Specifies the CSV file: UTF-8, comma-separated, with headers. Wildcards are not interpreted. You can also pipe in files from Get-ChildItem.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "LiteralPath", "FullName")]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = string.Empty;

    /// <summary>Specifies the type of record in the rows, such as clients or plans. Any type that Plannr supports is accepted.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ImportTypeCompleter))]
    public string Type { get; set; } = string.Empty;

    /// <summary>Specifies what to do: validate changes nothing, store creates records, and update changes existing ones. The default is validate. With the other modes, the cmdlet prompts for confirmation.</summary>
    [Parameter]
    [ValidateSet(Validate, "store", "update")]
    public string Mode { get; set; } = Validate;

    /// <summary>Specifies a hashtable that maps Plannr's headers to the file's columns, such as @{ 'First name' = 'Forename' }. By default, each column is mapped to the Plannr header of the same name; case, spaces and underscores are ignored.</summary>
    [Parameter]
    public IDictionary? Map { get; set; }

    /// <summary>Specifies the timeout in seconds. The default is 3600. After a timeout, the error PlannrWaitTimeout explains how to check the import, which continues in Plannr.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int TimeoutSec { get; set; } = 3600;

    /// <summary>Specifies the number of seconds between the first polls. The default is 5. While nothing changes, an interval of less than 30 seconds grows to 30.</summary>
    [Parameter]
    [ValidateRange(1, 3600)]
    public int PollIntervalSec { get; set; } = 5;

    private protected override void Begin() => StartProgress($"Importing {Type}");

    private protected override void Process()
    {
        if (Try(Path, Read) is not var (path, file, given) || !IsWanted(path, file))
        {
            return;
        }

        if (Try(Path, () => Start(path, file, given)) is { } import)
        {
            Wait(import.Uuid!.Value);
        }
    }

    private protected override void OnWaiting()
    {
        if (_wait is null)
        {
            base.OnWaiting();
        }
        else
        {
            _wait.ShowProgress();
        }
    }

    /// <summary>Reads the file and warns about empty cells before the confirmation prompt.</summary>
    private Tuple<string, CsvFile, IReadOnlyDictionary<string, string>?> Read()
    {
        string path = Resolve();
        CsvFile file = CsvFile.Read(path);
        IReadOnlyDictionary<string, string>? given = Map is null ? null : HeaderMap.From(Map, file);
        string[] empty = [.. (given?.Values.Distinct() ?? file.Headers).Where(header => file.CountEmptyCells(header) > 0).Select(header => $"'{header}' ({file.CountEmptyCells(header)} of {file.RowCount})")];
        if (empty.Length > 0)
        {
            string when = Mode == Validate ? "With -Mode store or update, an" : "An";
            WriteWarning($"Columns with empty cells: {string.Join(", ", empty)}. {when} empty cell in a mapped column clears that field in Plannr.");
        }

        return Tuple.Create(path, file, given);
    }

    private string Resolve()
    {
        try
        {
            return SessionState.Path.GetUnresolvedProviderPathFromPSPath(Path);
        }
        catch (Exception exception) when (exception is RuntimeException or InvalidOperationException or ArgumentException or NotSupportedException)
        {
            throw new PlannrFileException(PlannrFileException.NotRead, $"'{Path}' can't be found: {exception.Message}", "Specify the path of a CSV file.", exception);
        }
    }

    /// <summary>Returns whether to continue. Validation changes nothing, so ShouldProcess is called for it only with -WhatIf or -Confirm.</summary>
    private bool IsWanted(string path, CsvFile file)
    {
        bool asks = Mode != Validate || MyInvocation.BoundParameters.ContainsKey("Confirm") || MyInvocation.BoundParameters.ContainsKey("WhatIf") || LanguagePrimitives.IsTrue(GetVariableValue("WhatIfPreference"));
        return !asks || ShouldProcess($"{file.RowCount} {(file.RowCount == 1 ? "row" : "rows")} of '{path}'", $"Import as {Type} ({Mode})");
    }

    /// <summary>Uploads the file, maps its headers and starts the import.</summary>
    private PlannrImport Start(string path, CsvFile file, IReadOnlyDictionary<string, string>? given)
    {
        PlannrImport import = Await(() => Send(CurrentConnection, client => client.SendAsync(
            Endpoints.CreateImport, new RequestFields { { "type", Type }, { "mode", Mode }, { "file", new FormFile(path, "text/csv") } }, Cancellation)));
        IReadOnlyList<string> headers = HeaderMap.GetHeaders(import, file);
        IReadOnlyDictionary<string, string> map = given ?? HeaderMap.Match(headers, file);
        WarnAboutUnmapped(headers, file, map);
        Run(Endpoints.MapImport.At(import.Uuid!), new RequestFields { { "headers", map } });
        Run(Endpoints.StartImport.At(import.Uuid!), []);
        return import;
    }

    private void WarnAboutUnmapped(IReadOnlyList<string> headers, CsvFile file, IReadOnlyDictionary<string, string> map)
    {
        string[] columns = [.. file.Headers.Except(map.Values)];
        if (columns.Length > 0)
        {
            WriteWarning(
                $"Columns that are not imported: {HeaderMap.Join(columns)}. "
                + $"{(Map is null ? "Only columns that match a Plannr header are imported. To assign other columns, use -Map." : "Only the columns in -Map are imported.")}");
        }

        string[] rest = [.. headers.Except(map.Keys)];
        if (rest.Length > 0)
        {
            WriteVerbose($"Plannr's headers with no matching column: {HeaderMap.Join(rest)}.");
        }
    }

    private void Run(Endpoint endpoint, RequestFields body) => Await(() => Send(CurrentConnection, client => client.ActAsync(endpoint, body, Cancellation)));

    private void Wait(Guid uuid)
    {
        var options = new WaitOptions<PlannrImport>
        {
            Poll = PollAsync,
            PollInterval = TimeSpan.FromSeconds(PollIntervalSec),
            Timeout = TimeSpan.FromSeconds(TimeoutSec),
        };
        _wait = new RecordWait<PlannrImport>(this, Progress!, Describe);
        _wait.Run([(CurrentConnection, uuid)], _ => options, Write);
    }

    private static (string Text, int Percent) Describe(PlannrImport import)
    {
        int percent = import is { TotalJobs: > 0 and var total, JobsRemaining: { } left } ? 100 * (total - left) / total : import.Progress ?? -1;
        return ($"{import}: {((IBackgroundWork)import).State}", Math.Min(100, percent));
    }

    private async Task<IReadOnlyList<RecordResult<PlannrImport>>> PollAsync(IReadOnlyList<Guid> uuids, CancellationToken cancellationToken)
    {
        Guid uuid = uuids[0];
        try
        {
            using IPlannrPages<PlannrImport> pages = Connections.GetClient(CurrentConnection).List(Endpoints.ListImports, new PlannrQuery().Filter("uuid", uuid));
            PlannrImport? import = (await pages.NextAsync(cancellationToken).ConfigureAwait(false))?.FirstOrDefault(candidate => candidate.Uuid == uuid);
            return [new(uuid, import, import is null ? new PlannrInvalidResponseException(new RequestFailure("GET", string.Empty), $"The list of imports does not contain the import {uuid}.", "Check the import in Plannr.") : null)];
        }
        catch (PlannrException exception)
        {
            return [new(uuid, null, exception)];
        }
    }

    private void Write(PlannrImport import)
    {
        int failed = Math.Max(import.FailedJobs ?? 0, import.Errors.Count);
        Emit(import);
        if (failed > 0)
        {
            WriteWarning(
                $"Failed rows: {failed}{(import.TotalJobs is { } total ? $" of {total}" : string.Empty)}. "
                + "The Errors property lists up to 25 failed rows. To save the error report, which lists all failed rows, use Save-PlannrFile.");
        }
        else if (AutomationStatus.IsEnd(import.Status) && !AutomationStatus.IsCompleted(import.Status))
        {
            EmitError(new PlannrJobFailedException($"The import {import.Uuid} ended with the status {import.Status}.", "Check the import in Plannr before you import the file again."), import);
        }
    }
}
