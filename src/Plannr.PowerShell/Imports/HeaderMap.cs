namespace Plannr.PowerShell.Imports;

/// <summary>Maps Plannr's headers to the columns of a CSV file.</summary>
internal static class HeaderMap
{
    /// <summary>Converts the user's map, and replaces its column names with the headers as they appear in the file.</summary>
    /// <exception cref="PlannrInvalidInputException">The map names no columns, or it names a column that the file does not have.</exception>
    public static IReadOnlyDictionary<string, string> From(IDictionary given, CsvFile file)
    {
        var map = new Dictionary<string, string>();
        foreach ((string header, object? value) in Entries.From(given))
        {
            if (PlainObject.Unwrap(value)?.ToString() is { } column)
            {
                map[header] = file.Headers.FirstOrDefault(candidate => candidate == column)
                    ?? file.Headers.FirstOrDefault(candidate => string.Equals(candidate.Trim(), column.Trim(), StringComparison.OrdinalIgnoreCase))
                    ?? throw new PlannrInvalidInputException(
                        $"-Map names the column '{column}', which the file does not have. Nothing from this file was sent.",
                        $"Columns in the file: {Join(file.Headers)}.");
            }
        }

        return map.Count > 0 ? map : throw new PlannrInvalidInputException("-Map names no columns. Nothing was sent.", "Map Plannr's headers to the file's headers, or omit -Map.");
    }

    /// <summary>Maps headers that are equal if case, spaces and underscores are ignored.</summary>
    /// <exception cref="PlannrInvalidInputException">No header matches.</exception>
    public static IReadOnlyDictionary<string, string> Match(IReadOnlyList<string> headers, CsvFile file)
    {
        var map = new Dictionary<string, string>();
        foreach (string header in headers.Distinct())
        {
            string[] equal = [.. file.Headers.Where(candidate => Normalize(candidate) == Normalize(header)).Except(map.Values)];
            if (equal.Length > 0)
            {
                map[header] = Array.Find(equal, candidate => candidate == header) ?? equal[0];
            }
        }

        return map.Count > 0 ? map : throw new PlannrInvalidInputException(
            "None of the file's headers matches a Plannr header. The import was not started.",
            $"Specify the column for each header with -Map. Plannr's headers: {Join(headers)}. The file's headers: {Join(file.Headers)}.");
    }

    /// <summary>Returns Plannr's headers for an import, or the file's headers if the import has none. Tries two fields, because the API's reference does not document which one contains Plannr's headers.</summary>
    public static IReadOnlyList<string> GetHeaders(PlannrImport import, CsvFile file) =>
        import.Mapping.Count > 0 ? [.. import.Mapping.Keys] : import.Headers.Count > 0 ? import.Headers : file.Headers;

    public static string Join(IEnumerable<string> names) => string.Join(", ", names.Select(name => $"'{name}'"));

    private static string Normalize(string header) => header.Replace(" ", string.Empty).Replace("_", string.Empty).ToUpperInvariant();
}

/// <summary>Completes the import types listed in the API reference.</summary>
public sealed class ImportTypeCompleter() : WordCompleter(
    "business_staff_members", "charges", "circles", "clients", "expenses", "group_scheme_members", "incomes", "notes", "plans", "premiums", "provider_statement", "seccl_valuations", "tasks", "valuations");
