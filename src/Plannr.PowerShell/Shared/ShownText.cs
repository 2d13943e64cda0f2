namespace Plannr.PowerShell.Shared;

/// <summary>Replaces control characters and bidirectional marks in views, because such characters could control the terminal. The text in the objects does not change.</summary>
public static class ShownText
{
    /// <summary>Gets a property of an object as a table cell, on one line. If the name is null, gets the text of the object.</summary>
    public static ViewFunction<object, string?> Cell { get; } = new((value, name) => Show(value, name, keepsLines: false));

    /// <summary>Gets a property as <see cref="Cell"/> does, truncated to a width, so that long text does not push the following columns out of view.</summary>
    public static ViewFunction<object, string?, int> ShortCell { get; } = new((value, name, width) => Cut(Cell[value, name]?.ToString() ?? string.Empty, width));

    /// <summary>Gets the value of a property for a list view. Line breaks are kept, and each item of a collection is on its own line.</summary>
    public static ViewFunction<object, string?> Lines { get; } = new((value, name) => Show(value, name, keepsLines: true));

    /// <summary>Formats a value on one line, for a table cell.</summary>
    /// <param name="value">The value. Null is shown as an empty string.</param>
    /// <returns>The text.</returns>
    public static string Clean(object? value) => TerminalText.Clean(value?.ToString());

    /// <summary>Formats a value with its line breaks, for a list view or a drawing.</summary>
    /// <param name="value">The value. Null is shown as an empty string.</param>
    /// <returns>The text.</returns>
    public static string CleanLines(object? value) => TerminalText.CleanLines(value?.ToString());

    private static string Cut(string text, int width) =>
        TextWidth.Measure(text) <= width ? text : text.Substring(0, TextWidth.Fitting(text, width - 1)) + "…";

    private static object? Show(object value, string? name, bool keepsLines)
    {
        PSObject record = PSObject.AsPSObject(value);
        object? property = string.IsNullOrEmpty(name) ? record.ToString() : record.Properties[name]?.Value;
        return (property is PSObject wrapped ? wrapped.BaseObject : property) switch
        {
            DateTimeOffset time => time.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
            long seconds when name!.EndsWith("Seconds", StringComparison.Ordinal) => ReadableText.Lasted(TimeSpan.FromSeconds(seconds)),
            TimeSpan span => ReadableText.Lasted(span),
            ValueType number => number,
            IDictionary map when keepsLines => CleanLines(string.Join("\n", Entries.From(map).Select(entry => $"{entry.Name} = {ReadableText.Of(entry.Value)}"))),
            IEnumerable items and not string when keepsLines => CleanLines(string.Join("\n", items.Cast<object?>().Select(ReadableText.Of))),
            var other => keepsLines ? CleanLines(other) : Clean(other),
        };
    }
}
