namespace Plannr.PowerShell.Requests;

/// <summary>Converts a hashtable to text fields and file fields of a form. The content type of a file is based on its extension.</summary>
internal static class FormFields
{
    private static readonly Dictionary<string, string> ContentTypes = new(StringComparer.OrdinalIgnoreCase)
    {
        [".csv"] = "text/csv",
        [".doc"] = "application/msword",
        [".docx"] = "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        [".eml"] = "message/rfc822",
        [".gif"] = "image/gif",
        [".htm"] = "text/html",
        [".html"] = "text/html",
        [".jpeg"] = "image/jpeg",
        [".jpg"] = "image/jpeg",
        [".json"] = "application/json",
        [".msg"] = "application/vnd.ms-outlook",
        [".pdf"] = "application/pdf",
        [".png"] = "image/png",
        [".txt"] = "text/plain",
        [".xls"] = "application/vnd.ms-excel",
        [".xlsx"] = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        [".xml"] = "application/xml",
        [".zip"] = "application/zip",
    };

    /// <exception cref="PlannrException">A value can't be sent in a form.</exception>
    public static IReadOnlyList<KeyValuePair<string, object?>> From(IDictionary form) => [.. Entries.From(form).SelectMany(entry => Fields(entry.Name, entry.Value))];

    /// <summary>Returns the names and sizes of the files for -WhatIf, or an empty string if there are no files.</summary>
    public static string DescribeFiles(IEnumerable<KeyValuePair<string, object?>> fields) =>
        string.Join(", ", fields.Select(field => field.Value).OfType<FormFile>().Select(file => $"{Path.GetFileName(file.Path)} ({FormatSize(new FileInfo(file.Path).Length)})"));

    /// <summary>Creates the form field for a file.</summary>
    public static FormFile CreateFile(string path) => new(path, ContentTypes.TryGetValue(Path.GetExtension(path), out string? type) ? type : "application/octet-stream");

    private static string FormatSize(long bytes) => bytes == 1 ? "1 byte" : $"{bytes:N0} bytes";

    private static IEnumerable<KeyValuePair<string, object?>> Fields(string name, object? value) => PlainObject.Unwrap(value) switch
    {
        _ when name.Length == 0 => throw InvalidInput.Because("-Form contains an empty name.", "Name each field."),
        null => [],
        FileSystemInfo file => [new(name, CreateFile(file.FullName))],
        IDictionary nested => Entries.From(nested).SelectMany(entry => Fields($"{name}[{entry.Name}]", entry.Value)),
        IEnumerable items and not string => items.Cast<object?>().SelectMany(item => Fields(name, item)),
        _ => [new(name, QueryParameters.Text("-Form", name, value))],
    };
}
