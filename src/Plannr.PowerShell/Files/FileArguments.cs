namespace Plannr.PowerShell.Files;

/// <summary>A reference to a file: its UUID, the file object, a report, an import with its error report, or a row with a FileUuid or Uuid column.</summary>
/// <param name="value">The argument.</param>
public sealed class FileSource(object value) : RecordReference(
    value,
    [(nameof(PlannrFile), nameof(PlannrFile.Uuid)), (nameof(PlannrReport), nameof(PlannrReport.Uuid)), (nameof(PlannrImport), nameof(PlannrImport.Uuid))],
    "Get-PlannrReport returns the UUID in the report's Files property.",
    "FileUuid",
    "Uuid");
