using System.Collections.Concurrent;

namespace Plannr.PowerShell.Files;

/// <summary>Downloads files from Plannr. You can download the files of reports, the error reports of imports, and any file by UUID. An incomplete file is never saved.</summary>
/// <include file='Save-PlannrFile.xml' path='help/*'/>
[Cmdlet(VerbsData.Save, "PlannrFile", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class SavePlannrFileCommand : ConnectedCommand
{
    private readonly ConcurrentDictionary<(IPlannrClient Client, Guid Uuid), (PlannrFile File, TargetFile Target)> _downloads = new();
    private readonly HashSet<string> _names = new(StringComparer.OrdinalIgnoreCase);
    private RecordLookup<PlannrFile> _lookup = null!;
    private RecordLookup<TargetFile> _download = null!;
    private bool _isFolderChecked;

    /// <summary>Specifies the files: UUIDs, file objects, reports with their files, or imports with their error reports. You can also pipe in rows with a FileUuid or Uuid column.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("Id", "FileUuid", "InputObject")]
    [AllowNull] // Otherwise, null from the pipeline would cause PowerShell's own error.
    public FileSource[] Uuid { get; set; } = [];

    /// <summary>Specifies an existing folder for the files. Wildcards are not interpreted.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [Alias("DestinationPath")]
    [ValidateNotNullOrEmpty]
    public string Destination { get; set; } = string.Empty;

    /// <summary>Replaces existing files, even if they are read-only. By default, an error is written for each existing file, and the cmdlet continues with the others. Files in one pipeline never replace each other.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Returns the files. By default, this cmdlet returns no output.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>Specifies the maximum number of concurrent downloads. The default is 4.</summary>
    [Parameter]
    [ValidateRange(1, 32)]
    public int ThrottleLimit { get; set; } = 4;

    private protected override void Begin()
    {
        var all = new Quota(null);
        ProgressMeter progress = StartProgress("Saving files");
        _lookup = new RecordLookup<PlannrFile>(this, all, progress, ThrottleLimit, GetAsync) { Offer = Save };
        _download = new RecordLookup<TargetFile>(this, all, progress, ThrottleLimit, DownloadAsync) { Offer = Report };
    }

    private protected override void Process()
    {
        CheckFolder();
        foreach (FileSource source in Uuid.Where(source => TrySelectConnection(source.Value, source)))
        {
            Add(CurrentConnection, source);
        }
    }

    private void Add(PlannrConnection connection, FileSource source)
    {
        switch (source.Type)
        {
            case nameof(PlannrReport) when StoredRecord.Read<PlannrReport>(source.Value) is { Files.Count: > 0 } report:
                report.Files.ToList().ForEach(file => Add(connection, file));
                break;
            case nameof(PlannrReport):
                EmitError(new PlannrInvalidInputException($"The report '{source.Value}' has no files: the report is not finished, it failed, or its files were lost when it was stored.", $"Get the report again when it is finished: Wait-PlannrReport {source.Uuid}{ConnectionReference.GetOption(connection.Name)} | Save-PlannrFile -Destination ."), source.Value);
                break;
            case nameof(PlannrImport) when StoredRecord.Read<PlannrImport>(source.Value)?.ErrorReport is { } errors:
                Add(connection, errors);
                break;
            case nameof(PlannrImport):
                WriteVerbose($"The import {source.Uuid} has no error report.");
                break;
            default:
                Add(connection, StoredRecord.Read<PlannrFile>(source.Value) ?? new PlannrFile { Uuid = source.Uuid });
                break;
        }
    }

    /// <summary>Checks, before the first request, that files can be written to the folder.</summary>
    private void CheckFolder()
    {
        if (_isFolderChecked)
        {
            return;
        }

        _isFolderChecked = true;
        try
        {
            CreateTarget(Guid.NewGuid().ToString()).Check();
        }
        catch (PlannrFileException exception)
        {
            Fail(exception, Destination);
        }
    }

    private protected override void End()
    {
        _lookup.Complete();
        _download.Complete();
    }

    /// <summary>Downloads a file. If its URL is not known, looks up the URL first.</summary>
    private void Add(PlannrConnection connection, PlannrFile file)
    {
        if (file is { DownloadUrl: null, Uuid: { } uuid })
        {
            _lookup.Add([(connection, uuid)]);
        }
        else
        {
            Save(file);
        }
    }

    private void Save(PlannrFile file)
    {
        if (!Uri.TryCreate(file.DownloadUrl, UriKind.RelativeOrAbsolute, out _))
        {
            EmitError(new PlannrInvalidInputException($"The file '{file}' can't be downloaded yet: its status is {ReadableText.FirstOf(file.Status, "unknown")}.", "Try again when the upload to Plannr has finished."), file);
            return;
        }

        if (!TrySelectConnection(file, file))
        {
            return;
        }

        (IPlannrClient Client, Guid Uuid) key = (Connections.GetClient(CurrentConnection), file.Uuid ?? Guid.NewGuid());
        if (_downloads.ContainsKey(key))
        {
            WriteVerbose($"The file '{file}' occurs more than once in the input, but is saved only once.");
            return;
        }

        TargetFile target = CreateTarget(FileName.MakeUnique(FileName.Create(file), _names));
        try
        {
            target.Check();
        }
        catch (PlannrFileException exception)
        {
            EmitError(exception, file);
            return;
        }

        if (ShouldProcess(target.Path, file.Size is { } size ? $"Save {size:N0} {(size == 1 ? "byte" : "bytes")}" : "Save"))
        {
            _downloads[key] = (file, target);
            _download.Add([(CurrentConnection, key.Uuid)]);
        }
    }

    private TargetFile CreateTarget(string name) => new(SessionState, SessionState.Path.Combine(Destination, name), keepExisting: !Force, Force, "Use -Force to replace the file.")
    {
        ExistsAdvice = "Use -Force to replace the file, or use another folder.",
    };

    private void Report(TargetFile target)
    {
        WriteVerbose($"Saved '{target.Path}'.");
        if (PassThru)
        {
            Emit(InvokeProvider.Item.Get([target.Path], force: true, literalPath: true)[0]);
        }
    }

    private Task<PlannrFile> GetAsync(IPlannrClient client, Guid uuid) => client.GetAsync(Endpoints.GetFile.At(uuid), null, Cancellation);

    private async Task<TargetFile> DownloadAsync(IPlannrClient client, Guid uuid)
    {
        (PlannrFile file, TargetFile target) = _downloads[(client, uuid)];
        await target.WriteAsync(stream => DownloadAsync(client, file, stream)).ConfigureAwait(false);
        return target;
    }

    /// <summary>Downloads a file. If the URL in the record has expired, looks up the current URL once.</summary>
    private async Task<bool> DownloadAsync(IPlannrClient client, PlannrFile file, Stream stream)
    {
        PlannrResponse response = await DownloadOnceAsync(client, file, stream).ConfigureAwait(false);
        if (response is { StatusCode: 401 or 403 or 404 or 410 } && file.Uuid is { } uuid)
        {
            PlannrFile current = await GetAsync(client, uuid).ConfigureAwait(false);
            response = current.DownloadUrl == file.DownloadUrl ? response : await DownloadOnceAsync(client, current, stream).ConfigureAwait(false);
        }

        if ((response.Error ?? CheckContent(file, response, stream.Length)) is { } error)
        {
            throw error;
        }

        return true;
    }

    private Task<PlannrResponse> DownloadOnceAsync(IPlannrClient client, PlannrFile file, Stream stream) =>
        client.DownloadAsync(new Uri(file.DownloadUrl!, UriKind.RelativeOrAbsolute), stream, Cancellation);

    /// <summary>Returns an error if a response with status 200 does not contain the complete file; otherwise, null.</summary>
    private static PlannrInvalidResponseException? CheckContent(PlannrFile file, PlannrResponse response, long length)
    {
        string type = Header(response, "Content-Type").Split(';')[0].Trim().ToLowerInvariant();
        bool isTypeKnown = !string.IsNullOrEmpty(file.Type);

        // If the file's type is unknown, JSON can be its content, but HTML is expected only if the name says so.
        bool isPage = isTypeKnown
            ? type is "text/html" or "application/json" && !string.Equals(file.Type, type, StringComparison.OrdinalIgnoreCase)
            : type == "text/html" && Path.GetExtension(FileName.Create(file)).ToLowerInvariant() is not (".htm" or ".html");

        // Compare the sizes only if the body is empty or the headers contain no length. Otherwise, the length was checked while the body was read.
        bool isCut = file.Size is { } size && size != length && (length == 0 || Header(response, "Content-Length").Length == 0);
        return !isPage && !isCut ? null : new PlannrInvalidResponseException(
            new RequestFailure("GET", string.Empty, response.StatusCode),
            isPage
                ? $"The response for the file '{file}' is {type} instead of {(isTypeKnown ? file.Type : "the file")}."
                : $"The file '{file}' has the wrong size. Bytes expected: {file.Size:N0}; received: {length:N0}.",
            "Nothing was saved. Try again. If the error persists, open the file in Plannr.");
    }

    private static string Header(PlannrResponse response, string name) => response.Headers.TryGetValue(name, out IEnumerable<string>? values) ? values.First() : string.Empty;
}
