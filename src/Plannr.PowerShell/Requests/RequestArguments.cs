namespace Plannr.PowerShell.Requests;

/// <summary>Converts a hashtable to query parameters in the API's format.</summary>
internal static class QueryParameters
{
    public static IReadOnlyList<KeyValuePair<string, string>> From(IDictionary? query)
    {
        var parameters = new List<KeyValuePair<string, string>>();
        foreach ((string name, object? value) in Entries.From(query ?? new Hashtable()))
        {
            Add(parameters, name, value);
        }

        return parameters;
    }

    private static void Add(List<KeyValuePair<string, string>> parameters, string name, object? value)
    {
        if (name.Length == 0)
        {
            throw InvalidInput.Because("-Query contains an empty name.", "Name each parameter.");
        }

        switch (PlainObject.Unwrap(value))
        {
            case null:
                break;
            case IDictionary nested:
                foreach ((string key, object? item) in Entries.From(nested))
                {
                    Add(parameters, $"{name}[{key}]", item);
                }

                break;
            case IEnumerable items and not string:
                string[] texts = [.. items.Cast<object?>().Where(item => PlainObject.Unwrap(item) is not null).Select(item => Text("-Query", name, item))];

                // Reject an empty list: if the parameter were omitted, the API would return everything instead of nothing.
                parameters.Add(texts.Length > 0
                    ? new(name, string.Join(",", texts))
                    : throw InvalidInput.Because($"The list '{name}' in -Query contains no values.", "Specify a value, or $null to omit the parameter."));
                break;
            default:
                parameters.Add(new(name, Text("-Query", name, value)));
                break;
        }
    }

    /// <summary>Converts a value to text.</summary>
    public static string Text(string parameter, string name, object? value) => PlainObject.Unwrap(value) switch
    {
        string text => text,
        bool flag => flag ? "true" : "false",
        SwitchParameter flag => flag.IsPresent ? "true" : "false",
        DateTime { TimeOfDay.Ticks: 0 } day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime moment => Text(parameter, name, new DateTimeOffset(moment)),
        DateTimeOffset moment => moment.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture),
        Uri address => address.OriginalString,
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        Enum or Guid or char or Version or TimeSpan or IConvertible or System.Numerics.BigInteger => Convert.ToString(PlainObject.Unwrap(value), CultureInfo.InvariantCulture)!,
        IFormattable day when PlainObject.IsDateOrTime(day) => PlainObject.DateOrTime(day),
        _ => throw InvalidInput.Because(
            $"The value of '{name}' in {parameter} can't be {(parameter == "-Query" ? "sent in a query" : "converted to text")}.",
            "Specify text, a number, a date, a boolean or a UUID, or a list of these. For a name with brackets, such as filter[type], specify a nested hashtable."),
    };
}

/// <summary>Converts a hashtable to headers. A list becomes several values of one header.</summary>
internal static class ExtraHeaders
{
    public static IReadOnlyList<KeyValuePair<string, string>> From(IDictionary? headers) =>
        [.. from entry in Entries.From(headers ?? new Hashtable())
            from value in PlainObject.Unwrap(entry.Value) is IEnumerable values and not string ? values.Cast<object?>() : [entry.Value]
            let text = PlainObject.Unwrap(value)
            where text is not null
            select new KeyValuePair<string, string>(entry.Name, System.Convert.ToString(text, CultureInfo.InvariantCulture)!)];
}

/// <summary>Reads the entries in the dictionary's own order. A plain hashtable has no fixed order, so its entries are sorted by name.</summary>
internal static class Entries
{
    public static IEnumerable<(string Name, object? Value)> From(IDictionary map)
    {
        IEnumerable<(string Name, object? Value)> entries = Read(map);
        return map.GetType() == typeof(Hashtable) ? entries.OrderBy(entry => entry.Name, StringComparer.Ordinal) : entries;
    }

    private static IEnumerable<(string Name, object? Value)> Read(IDictionary map)
    {
        // Use the IDictionary enumerator: a generic dictionary's own enumerator returns entries of another type.
        IDictionaryEnumerator entries = map.GetEnumerator();
        while (entries.MoveNext())
        {
            yield return (Convert.ToString(PlainObject.Unwrap(entries.Key), CultureInfo.InvariantCulture) ?? string.Empty, entries.Value);
        }
    }
}

/// <summary>Recognises the lines of a file that Get-Content read without -Raw.</summary>
internal static class FileLines
{
    /// <summary>Returns whether all items are strings that were read by Get-Content or that together look like a JSON document.</summary>
    public static bool IsIn(IEnumerable items)
    {
        object?[] all = [.. items.Cast<object?>()];
        string[] lines = [.. all.Select(PlainObject.Unwrap).OfType<string>().Select(line => line.Trim())];
        return lines.Length > 1 && lines.Length == all.Length
            && (all.Any(item => PSObject.AsPSObject(item).Properties["ReadCount"] is not null)
                || (lines[0].StartsWith("{", StringComparison.Ordinal) && lines[lines.Length - 1].EndsWith("}", StringComparison.Ordinal))
                || (lines[0].StartsWith("[", StringComparison.Ordinal) && lines[lines.Length - 1].EndsWith("]", StringComparison.Ordinal)));
    }
}

/// <summary>The HTTP methods of the API's endpoints.</summary>
internal static class Methods
{
    public static IReadOnlyList<string> All { get; } = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"];

    public static bool IsOne(string? text) => All.Contains(text, StringComparer.OrdinalIgnoreCase);
}

/// <summary>Creates the error for a parameter value that can't be sent.</summary>
internal static class InvalidInput
{
    public static PlannrInvalidRequestException Because(string what, string action) =>
        new(new RequestFailure(string.Empty, string.Empty), $"{what} Nothing was sent.", action);
}

/// <summary>The fields of a request body. Null fields are omitted, so that the API uses its defaults.</summary>
internal sealed class RequestFields : Dictionary<string, object?>
{
    public new void Add(string name, object? value)
    {
        if (value is not null)
        {
            base.Add(name, value);
        }
    }
}

/// <summary>Completes the paths and methods of the endpoints in the public reference. Other endpoints are also accepted.</summary>
public sealed class EndpointCompleter : IArgumentCompleter
{
    private const string Root = "/api/";

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        string typed = wordToComplete.Trim('\'', '"');
        string? path = fakeBoundParameters["Path"] as string;
        string? method = fakeBoundParameters["Method"] as string;
        if (parameterName == "Method")
        {
            // If the first positional argument was the method, this argument is the path.
            return Completions.Match(wordToComplete, Methods.IsOne(path) ? Paths(typed, path) : Methods.All.Where(candidate => Fits(candidate, path)).Select(candidate => new Candidate(candidate)));
        }

        bool mayBeMethod = typed.Length > 0 && method is null;
        return Completions.Match(wordToComplete, [.. Paths(typed, method), .. mayBeMethod ? Methods.All.Select(candidate => new Candidate(candidate)) : []]);
    }

    /// <summary>Returns the paths in the form that the user started to type, such as <c>/api/v1/task</c> or <c>v1/task</c>.</summary>
    private static IEnumerable<Candidate> Paths(string typed, string? method)
    {
        string prefix = typed.StartsWith("v", StringComparison.OrdinalIgnoreCase) ? string.Empty
            : typed.StartsWith("a", StringComparison.OrdinalIgnoreCase) ? Root.Substring(1)
            : Root;
        return Endpoints.All
            .GroupBy(endpoint => endpoint.Path)
            .Where(path => method is null || path.Any(endpoint => Takes(endpoint, method)))
            .Select(path => new Candidate(prefix + path.Key.Substring(Root.Length - 1), toolTip: $"{string.Join(", ", path.Select(endpoint => endpoint.Method))}: {path.First().Summary}"));
    }

    private static bool Fits(string method, string? path)
    {
        string known = path is null ? string.Empty : path.StartsWith(Root, StringComparison.OrdinalIgnoreCase) ? path.TrimStart('/') : Root.Substring(1) + path;
        Endpoint[] endpoints = [.. Endpoints.All.Where(endpoint => string.Equals(endpoint.Path, known, StringComparison.OrdinalIgnoreCase))];
        return endpoints.Length == 0 || endpoints.Any(endpoint => Takes(endpoint, method));
    }

    private static bool Takes(Endpoint endpoint, string method) => string.Equals(endpoint.Method, method, StringComparison.OrdinalIgnoreCase);
}
