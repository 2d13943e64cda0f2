namespace Plannr.PowerShell.Files;

/// <summary>A file, its UUID, a report, an import with its error report, or a row with a column FileUuid or Uuid.</summary>
/// <param name="value">What was given.</param>
public sealed class FileSource(object value) : RecordReference(
    value,
    [(nameof(PlannrFile), nameof(PlannrFile.Uuid)), (nameof(PlannrReport), nameof(PlannrReport.Uuid)), (nameof(PlannrImport), nameof(PlannrImport.Uuid))],
    "The Files of Get-PlannrReport have UUIDs.",
    "FileUuid",
    "Uuid");
