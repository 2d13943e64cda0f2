using System.Text.RegularExpressions;

namespace Plannr.PowerShell.Shared;

/// <summary>Rejects empty values, because the API would ignore the filter, and values with commas, because the API would split them.</summary>
internal sealed class FilterTextAttribute : ValidateArgumentsAttribute
{
    /// <summary>Whether the cmdlet handles commas itself.</summary>
    public bool AllowsComma { get; set; }

    /// <inheritdoc/>
    protected override void Validate(object arguments, EngineIntrinsics engineIntrinsics)
    {
        object? values = arguments is PSObject wrapped ? wrapped.BaseObject : arguments;
        if (values is IDictionary fields)
        {
            if (fields.Count == 0)
            {
                throw EmptyValue(string.Empty);
            }

            foreach (DictionaryEntry field in fields)
            {
                Check(field.Key, " used as a key");
                Check(field.Value, $" for {field.Key}");
            }

            return;
        }

        Check(values, string.Empty);
    }

    private void Check(object? value, string where)
    {
        string[] texts = [.. FilterTexts.From(value)];
        if (texts.Length == 0 || texts.Any(string.IsNullOrWhiteSpace))
        {
            throw EmptyValue(where);
        }

        if (!AllowsComma && Array.Find(texts, text => text.Contains(",")) is { } several)
        {
            throw new ValidationMetadataException(
                $"The API splits '{several}' at commas. Specify several values as a list: 'a', 'b'. A value that contains a comma can't be used as a filter: use a part of the value that has no comma or, if the parameter accepts one, a UUID.");
        }
    }

    private static ValidationMetadataException EmptyValue(string where) =>
        new($"The value{where} is empty. The API would ignore the filter and return everything. If you want everything, omit the parameter.");
}

/// <summary>Converts values to the text that the API's filters expect.</summary>
internal static class FilterTexts
{
    /// <summary>The maximum depth of nested lists. A list that is nested more deeply probably contains a reference to itself.</summary>
    private const int MostLevels = 8;

    /// <summary>Converts a value, or each value of a collection.</summary>
    /// <exception cref="ValidationMetadataException">The value can't be used in a filter.</exception>
    public static IReadOnlyList<string> From(object? value) => From(value, 0);

    private static IReadOnlyList<string> From(object? value, int level) => Unwrap(value) switch
    {
        _ when level > MostLevels => throw new ValidationMetadataException("The lists of values are nested too deeply; one of them may contain a reference to itself. Specify the values as a flat list."),
        null => [string.Empty],
        string text => [text],
        IDictionary or SecureString or ScriptBlock => throw new ValidationMetadataException(
            $"A value of type {Unwrap(value)!.GetType().Name} can't be used in a filter. Specify text, a number, a date, a boolean or a UUID, or a list of these."),
        IEnumerable several => [.. several.Cast<object?>().SelectMany(item => From(item, level + 1))],
        IFormattable day when PlainObject.IsDateOrTime(day) => [PlainObject.DateOrTime(day)],
        bool flag => [flag ? "true" : "false"],
        DateTime date => [date.ToString(date.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture)],
        object other => [ReadableText.Of(other)],
    };

    /// <summary>Converts the values of custom fields. They are sorted by the fields' references, because a hashtable has no fixed order.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> ByReference(IDictionary? fields)
    {
        var texts = new SortedDictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (DictionaryEntry field in fields ?? new Hashtable())
        {
            texts[ReadableText.Of(Unwrap(field.Key))] = From(field.Value);
        }

        return new ResourceMap<IReadOnlyList<string>>(texts);
    }

    private static object? Unwrap(object? value) => value is PSObject wrapped ? wrapped.BaseObject : value;
}

/// <summary>Rejects invalid wildcard patterns before any request is sent. Otherwise, PowerShell would fail at the first comparison, in the middle of a list.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class PatternAttribute : ValidateArgumentsAttribute
{
    /// <inheritdoc/>
    protected override void Validate(object arguments, EngineIntrinsics engineIntrinsics)
    {
        foreach (string text in arguments as IEnumerable<string> ?? [])
        {
            try
            {
                new WildcardPattern(text ?? string.Empty).IsMatch(string.Empty);
            }
            catch (WildcardPatternException)
            {
                throw new ValidationMetadataException(
                    $"'{text}' is not a valid wildcard pattern: its brackets are unclosed or empty, or contain an invalid range. To match the character [ itself, escape it with ` and use single quotes.");
            }
        }
    }
}

/// <summary>Converts a collection that is neither a list nor a dictionary, such as a set, to an array. Otherwise, PowerShell would convert the collection to a single string.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class TextsAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) is IEnumerable values and not (string or IList or IDictionary) ? values.Cast<object>().ToArray() : inputData;
}

/// <summary>Wildcard patterns, at least one of which must match. Case is ignored.</summary>
internal sealed class Wildcards(string[] patterns)
{
    private readonly WildcardPattern[] _patterns = [.. patterns.Select(pattern => new WildcardPattern(pattern, WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant))];

    /// <summary>Returns the patterns, or null if there are none, in which case every text matches.</summary>
    public static Wildcards? From(string[]? patterns) => patterns is null ? null : new Wildcards(patterns);

    public bool Match(string? text) => _patterns.Any(pattern => pattern.IsMatch(text ?? string.Empty));

    public bool MatchAny(IEnumerable<string> texts) => texts.Any(Match);
}

/// <summary>Searches for names by substring or wildcard pattern. The API matches only substrings and splits values at commas, so for a pattern or a name with a comma, the module sends only the longest word and then matches the names in the results.</summary>
internal sealed class NameSearch
{
    private static readonly Regex Gaps = new("`.|\\[[^\\]]*\\]|[*?,\\s]", RegexOptions.CultureInvariant);

    private readonly IReadOnlyList<Func<string, bool>> _tests;

    private NameSearch(string[] names)
    {
        bool[] arePatterns = [.. names.Select(WildcardPattern.ContainsWildcardCharacters)];
        IsExact = !arePatterns.Contains(true) && !names.Any(name => name.Contains(","));
        Sent = IsExact ? [.. names.Select(WildcardPattern.Unescape)] : [.. names.Select(LongestWord)];
        if (Sent.Contains(string.Empty))
        {
            // A pattern such as * contains no word to search for.
            Sent = [];
        }

        _tests = [.. names.Select((name, i) => arePatterns[i] ? Pattern(name) : Part(WildcardPattern.Unescape(name)))];
    }

    /// <summary>The filter values to send; empty if the API can't narrow the search.</summary>
    public IReadOnlyList<string> Sent { get; }

    /// <summary>Whether the API's filter is sufficient.</summary>
    public bool IsExact { get; }

    /// <summary>Returns the search, or null if there are no names, in which case every name matches.</summary>
    public static NameSearch? From(string[]? names) => names is null ? null : new NameSearch(names);

    /// <summary>Returns whether one of an object's names matches.</summary>
    public bool Passes(params string?[] names) => IsExact || names.Any(name => name is not null && _tests.Any(test => test(name)));

    private static string LongestWord(string text) => Gaps.Split(text).OrderByDescending(word => word.Length).First();

    private static Func<string, bool> Pattern(string text) => new WildcardPattern(text, WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant).IsMatch;

    /// <summary>Matches part of a name, ignoring accents, as the API's database does.</summary>
    private static Func<string, bool> Part(string text) =>
        name => CultureInfo.InvariantCulture.CompareInfo.IndexOf(name, text, CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace) >= 0;
}

/// <summary>Checks whether times are within a range, such as the one specified by -After and -Before.</summary>
internal static class TimeSpans
{
    /// <summary>Returns whether a time is in the range. A null time is in the range only if the range has no bounds.</summary>
    public static bool Holds(DateTimeOffset? time, DateTimeOffset? after, DateTimeOffset? before) =>
        (after is null || time >= after) && (before is null || time < before);
}

/// <summary>Formats the sort parameter of a list request.</summary>
internal static class SortOrder
{
    /// <summary>The default order is oldest first, so that records created while a long list is being read are added at the end and don't shift the pages.</summary>
    private static readonly string[] Oldest = ["created_at"];

    public static string Join(string[]? fields, bool descending) =>
        string.Join(",", (fields ?? Oldest).Select(field => descending && !field.StartsWith("-", StringComparison.Ordinal) ? "-" + field : field));
}
