namespace Plannr.PowerShell.Filtering;

/// <summary>Values as the API's filters take them: text.</summary>
internal static class FilterTexts
{
    /// <summary>Lists in lists nobody means to give; deeper than this is one that holds itself.</summary>
    private const int MostLevels = 8;

    /// <summary>A value, or each of several.</summary>
    /// <exception cref="ValidationMetadataException">It is nothing that a filter can hold.</exception>
    public static IReadOnlyList<string> Of(object? value) => Of(value, 0);

    private static IReadOnlyList<string> Of(object? value, int level) => Unwrap(value) switch
    {
        _ when level > MostLevels => throw new ValidationMetadataException("The lists of values nest too deep: perhaps one of them holds itself. Give each value once."),
        null => [string.Empty],
        string text => [text],
        IDictionary or SecureString or ScriptBlock => throw new ValidationMetadataException(
            $"A {Unwrap(value)!.GetType().Name} has no form in a filter. Give text, a number, a date, a boolean or a UUID, or a list of these."),
        IEnumerable several => [.. several.Cast<object?>().SelectMany(item => Of(item, level + 1))],
        IFormattable day when PlainObject.IsDateOrTime(day) => [PlainObject.DateOrTime(day)],
        bool flag => [flag ? "true" : "false"],
        DateTime date => [date.ToString(date.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture)],
        object other => [ReadableText.Of(other)],
    };

    /// <summary>The values of custom fields by the fields' references, in the order of those: the one of a hashtable is chance.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> ByReference(IDictionary? fields)
    {
        var texts = new SortedDictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (DictionaryEntry field in fields ?? new Hashtable())
        {
            texts[ReadableText.Of(Unwrap(field.Key))] = Of(field.Value);
        }

        return new ResourceMap<IReadOnlyList<string>>(texts);
    }

    private static object? Unwrap(object? value) => value is PSObject wrapped ? wrapped.BaseObject : value;
}
