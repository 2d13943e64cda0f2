using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Plannr;

/// <summary>The one way in which the models turn values into text: invariant, ISO 8601 for dates, lists separated by "; ".</summary>
internal static class ReadableText
{
    public const string DateFormat = "yyyy-MM-ddTHH:mm:sszzz";

    public static string Join<T>(IEnumerable<T> items) =>
        string.Join("; ", items.Select(item => Of(item)).Where(text => text.Length > 0));

    public static string Of(object? value) => value switch
    {
        null => string.Empty,
        string text => text,
        bool flag => flag ? "true" : "false",
        DateTimeOffset date => date.ToString(DateFormat, CultureInfo.InvariantCulture),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? string.Empty,
    };

    /// <summary>The first of the texts that says something.</summary>
    public static string FirstOf(params string?[] texts) =>
        texts.FirstOrDefault(text => !string.IsNullOrWhiteSpace(text)) ?? string.Empty;
}
