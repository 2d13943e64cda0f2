namespace Plannr.PowerShell.Blueprints;

/// <summary>Imports automation blueprints from JSON files. Use files that were written by Export-PlannrAutomationBlueprint. Each blueprint in a file becomes a new, inactive blueprint.</summary>
/// <include file='Import-PlannrAutomationBlueprint.xml' path='help/*'/>
[Cmdlet(VerbsData.Import, "PlannrAutomationBlueprint", SupportsShouldProcess = true)]
[OutputType(typeof(AutomationBlueprint))]
public sealed class ImportPlannrAutomationBlueprintCommand : ConnectedCommand
{
    /// <summary>Specifies the files. Wildcards are not interpreted.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("LiteralPath", "PSPath", "FullName")]
    [ValidateNotNullOrEmpty]
    [Texts]
    public string[] Path { get; set; } = [];

    /// <summary>Specifies the name of the new blueprint. You can use this parameter only if the file contains exactly one blueprint. By default, blueprints keep their names.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    private protected override void Process()
    {
        foreach (string path in Path)
        {
            if (Try(path, () => Read(path)) is not { } blueprints)
            {
                continue;
            }

            if (Name is not null && blueprints.Count != 1)
            {
                EmitError(new PlannrInvalidInputException($"-Name can't be used for '{path}', because the file contains {blueprints.Count} blueprints. No blueprint was created from this file.", "Omit -Name."), path);
                continue;
            }

            foreach (AutomationBlueprint blueprint in blueprints)
            {
                if (ShouldProcess($"automation blueprint '{Name ?? blueprint.ToString()}'", "Create") && Try(path, () => new BlueprintCopy(blueprint)) is { } copy)
                {
                    new BlueprintMaker(this, CurrentConnection).Make(blueprint, copy, Name ?? blueprint.ToString());
                }
            }
        }
    }

    private IReadOnlyList<AutomationBlueprint> Read(string path)
    {
        try
        {
            return BlueprintFile.Read(File.ReadAllBytes(SessionState.Path.GetUnresolvedProviderPathFromPSPath(path)));
        }
        catch (Exception exception) when (exception is FormatException or IOException or UnauthorizedAccessException or RuntimeException or NotSupportedException or ArgumentException)
        {
            throw new PlannrFileException(PlannrFileException.NotRead, $"The file '{path}' can't be read: {exception.Message}", "Specify a file that was written by Export-PlannrAutomationBlueprint.", exception);
        }
    }
}
