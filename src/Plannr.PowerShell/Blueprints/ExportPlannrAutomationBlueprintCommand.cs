namespace Plannr.PowerShell.Blueprints;

/// <summary>Exports automation blueprints to a JSON file. The file is suitable for comparison and version control.</summary>
/// <include file='Export-PlannrAutomationBlueprint.xml' path='help/*'/>
[Cmdlet(VerbsData.Export, "PlannrAutomationBlueprint", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class ExportPlannrAutomationBlueprintCommand : ConnectedCommand
{
    private readonly Dictionary<(PlannrConnection, Guid), AutomationBlueprint> _blueprints = [];
    private TargetFile _file = null!;
    private int _failed;

    /// <summary>Specifies the blueprints: UUIDs or blueprint objects. If you specify an object, the blueprint is requested again. If there are no blueprints, a file without blueprints is written.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("Id", "BlueprintUuid")]
    [ArgumentCompleter(typeof(BlueprintCompleter))]
    [AllowNull] // Otherwise, null from the pipeline would cause PowerShell's own error, and the other blueprints would be written.
    public BlueprintReference[] Uuid { get; set; } = [];

    /// <summary>Specifies the file to write all the blueprints to. An existing file is replaced.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [Alias("LiteralPath", "FilePath")]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = string.Empty;

    /// <summary>Writes an error instead of replacing an existing file.</summary>
    [Parameter]
    public SwitchParameter NoClobber { get; set; }

    /// <summary>Replaces an existing file even if it is read-only.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Returns the file. By default, this cmdlet returns no output.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override void Begin()
    {
        try
        {
            _file = new TargetFile(SessionState, Path, NoClobber, Force, "Use another path, or use -Force to replace the file anyway.");
            _file.Check();
        }
        catch (PlannrFileException exception)
        {
            Fail(exception, Path);
        }
    }

    private protected override void Process()
    {
        foreach (BlueprintReference reference in Uuid)
        {
            if (reference.StepError is { } error)
            {
                _failed++;
                EmitError(error, reference.Value);
            }
            else if (TrySelectConnection(reference.Value, reference) && Try(reference.Uuid, client => client.GetAsync(Endpoints.GetBlueprint.At(reference.Uuid), null, Cancellation)) is { } blueprint)
            {
                _blueprints[(CurrentConnection, reference.Uuid)] = blueprint;
            }
            else
            {
                _failed++;
            }
        }
    }

    private protected override void End()
    {
        int failed = _failed + RejectedCount;
        if (failed > 0)
        {
            string message = $"'{_file.Path}' was not written, because {failed} of the blueprints could not be read.";
            Fail(new PlannrFileException(PlannrFileException.NotWritten, message, "See the errors before this one."), Path);
        }

        string what = _blueprints.Count == 1 ? $"the blueprint '{_blueprints.Values.First()}'" : $"{_blueprints.Count} blueprints";
        if (!ShouldProcess(_file.Path, _file.Exists ? $"Replace with {what}" : $"Write {what}"))
        {
            return;
        }

        try
        {
            byte[] json = BlueprintFile.Write(_blueprints.Values);
            Await(() => _file.WriteAsync(async stream =>
            {
                await stream.WriteAsync(json, 0, json.Length, Cancellation).ConfigureAwait(false);
                return true;
            }));
        }
        catch (PlannrFileException exception)
        {
            Fail(exception, Path);
        }

        if (PassThru)
        {
            Emit(InvokeProvider.Item.Get([_file.Path], force: true, literalPath: true)[0]);
        }
    }
}
