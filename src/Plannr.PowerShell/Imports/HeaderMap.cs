namespace Plannr.PowerShell.Imports;

/// <summary>Which column of a CSV file each of Plannr's headers is read from.</summary>
internal static class HeaderMap
{
    /// <summary>Returns a map that was given, with the headers as the file writes them.</summary>
    /// <exception cref="PlannrInvalidInputException">It names a column that the file does not have.</exception>
    public static IReadOnlyDictionary<string, string> From(IDictionary given, CsvFile file)
    {
        var map = new Dictionary<string, string>();
        foreach ((string header, object? value) in Entries.From(given))
        {
            if (PlainObject.Unwrap(value)?.ToString() is { } column)
            {
                map[header] = file.Headers.FirstOrDefault(candidate => candidate == column)
                    ?? file.Headers.FirstOrDefault(candidate => string.Equals(candidate.Trim(), column.Trim(), StringComparison.OrdinalIgnoreCase))
                    ?? throw new PlannrInvalidInputException($"-Map names the column '{column}', which the file does not have. Nothing was sent.", $"Its columns are {Join(file.Headers)}.");
            }
        }

        return map.Count > 0 ? map : throw new PlannrInvalidInputException("-Map has no entries. Nothing was sent.", "Give it Plannr's headers with those of the file, or leave it out.");
    }

    /// <summary>Maps the headers that are equal apart from case, spaces and underscores.</summary>
    /// <exception cref="PlannrInvalidInputException">There are none.</exception>
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
            "None of the file's headers is one of Plannr's. The import was not started.",
            $"Say with -Map which column belongs to which header. Plannr's headers are {Join(headers)}, those of the file {Join(file.Headers)}.");
    }

    /// <summary>Returns Plannr's headers for an import. The reference does not say which field has them; without any, those of the file are taken.</summary>
    public static IReadOnlyList<string> GetHeaders(PlannrImport import, CsvFile file) =>
        import.Mapping.Count > 0 ? [.. import.Mapping.Keys] : import.Headers.Count > 0 ? import.Headers : file.Headers;

    public static string Join(IEnumerable<string> names) => string.Join(", ", names.Select(name => $"'{name}'"));

    private static string Normalize(string header) => header.Replace(" ", string.Empty).Replace("_", string.Empty).ToUpperInvariant();
}

/// <summary>Offers the types of imports that the API's reference names.</summary>
public sealed class ImportTypeCompleter() : WordCompleter(
    "business_staff_members", "charges", "circles", "clients", "expenses", "group_scheme_members", "incomes", "notes", "plans", "premiums", "provider_statement", "seccl_valuations", "tasks", "valuations");
