using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;

namespace Plannr.PowerShell.Filtering;

/// <summary>Values as the API's filters take them: text.</summary>
internal static class FilterTexts
{
    /// <summary>A value, or each of several.</summary>
    public static IReadOnlyList<string> Of(object? value) => Unwrap(value) switch
    {
        null => [string.Empty],
        string text => [text],
        IEnumerable several => [.. several.Cast<object?>().SelectMany(Of)],
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
