namespace Plannr.PowerShell.Requests;

/// <summary>Turns a hashtable into the parameters of a query, as the API writes them.</summary>
internal static class QueryParameters
{
    public static IReadOnlyList<KeyValuePair<string, string>> Of(IDictionary? query)
    {
        var parameters = new List<KeyValuePair<string, string>>();
        foreach ((string name, object? value) in Entries.Of(query ?? new Hashtable()))
        {
            Add(parameters, name, value);
        }

        return parameters;
    }

    private static void Add(List<KeyValuePair<string, string>> parameters, string name, object? value)
    {
        if (name.Length == 0)
        {
            throw InvalidInput.Because("-Query has a name that is empty.", "Name each parameter.");
        }

        switch (PlainObject.Unwrap(value))
        {
            case null:
                break;
            case IDictionary nested:
                foreach ((string key, object? item) in Entries.Of(nested))
                {
                    Add(parameters, $"{name}[{key}]", item);
                }

                break;
            case IEnumerable items and not string:
                string[] texts = [.. items.Cast<object?>().Where(item => PlainObject.Unwrap(item) is not null).Select(item => Text(name, item))];

                // Without the filter the API would give everything, where nothing was meant.
                parameters.Add(texts.Length > 0
                    ? new(name, string.Join(",", texts))
                    : throw InvalidInput.Because($"The value of '{name}' in -Query is a list with nothing in it.", "Give it a value, or $null to leave the parameter out."));
                break;
            default:
                parameters.Add(new(name, Text(name, value)));
                break;
        }
    }

    private static string Text(string name, object? value) => PlainObject.Unwrap(value) switch
    {
        string text => text,
        bool flag => flag ? "true" : "false",
        SwitchParameter flag => flag.IsPresent ? "true" : "false",
        DateTime { TimeOfDay.Ticks: 0 } day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime moment => Text(name, new DateTimeOffset(moment)),
        DateTimeOffset moment => moment.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture),
        Uri address => address.OriginalString,
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        Enum or Guid or char or Version or TimeSpan or IConvertible or System.Numerics.BigInteger => Convert.ToString(PlainObject.Unwrap(value), CultureInfo.InvariantCulture)!,
        IFormattable day when PlainObject.IsDateOrTime(day) => PlainObject.DateOrTime(day),
        _ => throw InvalidInput.Because($"The value of '{name}' in -Query has no form in a query.", "Give text, a number, a date, a boolean or a UUID, a list of these, or a hashtable for the brackets."),
    };
}
