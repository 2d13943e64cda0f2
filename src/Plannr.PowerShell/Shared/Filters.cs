using System.Text.RegularExpressions;

namespace Plannr.PowerShell.Shared;

/// <summary>Refuses empty values, which the API takes for no filter, and commas, which it takes for the end of a value.</summary>
internal sealed class FilterTextAttribute : ValidateArgumentsAttribute
{
    /// <summary>Whether the cmdlet sees to commas itself.</summary>
    public bool AllowsComma { get; set; }

    /// <inheritdoc/>
    protected override void Validate(object arguments, EngineIntrinsics engineIntrinsics)
    {
        object? values = arguments is PSObject wrapped ? wrapped.BaseObject : arguments;
        if (values is IDictionary fields)
        {
            if (fields.Count == 0)
            {
                throw NoValue(string.Empty);
            }

            foreach (DictionaryEntry field in fields)
            {
                Check(field.Key, $" for {field.Key}");
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
            throw NoValue(where);
        }

        if (!AllowsComma && Array.Find(texts, text => text.Contains(",")) is { } several)
        {
            throw new ValidationMetadataException(
                $"The API splits '{several}' at the comma. Give several values as a list: 'a', 'b'. A value that contains a comma can't be used as a filter; use a part of it without the comma, or a UUID, if the parameter accepts one.");
        }
    }

    private static ValidationMetadataException NoValue(string where) =>
        new($"The value{where} is empty. The API would ignore the filter and return everything: to get everything, leave out the parameter.");
}

/// <summary>Values as the API's filters take them: text.</summary>
internal static class FilterTexts
{
    /// <summary>Lists in lists nobody means to give; deeper than this is one that holds itself.</summary>
    private const int MostLevels = 8;

    /// <summary>A value, or each of several.</summary>
    /// <exception cref="ValidationMetadataException">It is nothing that a filter can hold.</exception>
    public static IReadOnlyList<string> From(object? value) => From(value, 0);

    private static IReadOnlyList<string> From(object? value, int level) => Unwrap(value) switch
    {
        _ when level > MostLevels => throw new ValidationMetadataException("The lists of values nest too deep: perhaps one of them holds itself. Give each value once."),
        null => [string.Empty],
        string text => [text],
        IDictionary or SecureString or ScriptBlock => throw new ValidationMetadataException(
            $"A {Unwrap(value)!.GetType().Name} has no form in a filter. Give text, a number, a date, a boolean or a UUID, or a list of these."),
        IEnumerable several => [.. several.Cast<object?>().SelectMany(item => From(item, level + 1))],
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
            texts[ReadableText.Of(Unwrap(field.Key))] = From(field.Value);
        }

        return new ResourceMap<IReadOnlyList<string>>(texts);
    }

    private static object? Unwrap(object? value) => value is PSObject wrapped ? wrapped.BaseObject : value;
}

/// <summary>Refuses wildcard patterns that can't be read before anything is asked for: the engine fails on them when it first compares, in the middle of a list.</summary>
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
                throw new ValidationMetadataException($"'{text}' is not a valid wildcard pattern: the [ has no closing ]. To match the character itself, escape it with ` in single quotes.");
            }
        }
    }
}

/// <summary>Takes any collection, such as a set, as several texts. The engine would make one text of it.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class TextsAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) is IEnumerable values and not (string or IList or IDictionary) ? values.Cast<object>().ToArray() : inputData;
}

/// <summary>Several wildcard patterns, of which one has to match. Case is ignored.</summary>
internal sealed class Wildcards(string[] patterns)
{
    private readonly WildcardPattern[] _patterns = [.. patterns.Select(pattern => new WildcardPattern(pattern, WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant))];

    /// <summary>Returns null for no patterns: then all match.</summary>
    public static Wildcards? From(string[]? patterns) => patterns is null ? null : new Wildcards(patterns);

    public bool Match(string? text) => _patterns.Any(pattern => pattern.IsMatch(text ?? string.Empty));

    public bool MatchAny(IEnumerable<string> texts) => texts.Any(Match);
}

/// <summary>Names to search for: parts, or with wildcards patterns. The API only matches parts and splits at commas, so it gets the longest word, and the rest is matched here.</summary>
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
            // A pattern such as * has nothing to ask for.
            Sent = [];
        }

        _tests = [.. names.Select((name, i) => arePatterns[i] ? Pattern(name) : Part(WildcardPattern.Unescape(name)))];
    }

    /// <summary>What to ask the API for; empty where it can't leave anything out.</summary>
    public IReadOnlyList<string> Sent { get; }

    /// <summary>Whether the API does all of it.</summary>
    public bool IsExact { get; }

    /// <summary>Null where no names are given: then all fit.</summary>
    public static NameSearch? From(string[]? names) => names is null ? null : new NameSearch(names);

    /// <summary>Whether one of the names that something goes by fits.</summary>
    public bool Passes(params string?[] names) => IsExact || names.Any(name => name is not null && _tests.Any(test => test(name)));

    private static string LongestWord(string text) => Gaps.Split(text).OrderByDescending(word => word.Length).First();

    private static Func<string, bool> Pattern(string text) => new WildcardPattern(text, WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant).IsMatch;

    /// <summary>Accents make no difference to the API's database.</summary>
    private static Func<string, bool> Part(string text) =>
        name => CultureInfo.InvariantCulture.CompareInfo.IndexOf(name, text, CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace) >= 0;
}

/// <summary>The span of time that -After and -Before leave.</summary>
internal static class TimeSpans
{
    /// <summary>Returns whether a time is in the span. An unknown time passes no bound.</summary>
    public static bool Holds(DateTimeOffset? time, DateTimeOffset? after, DateTimeOffset? before) =>
        (after is null || time >= after) && (before is null || time < before);
}

/// <summary>The order of a list as the API is asked for it.</summary>
internal static class SortOrder
{
    /// <summary>Oldest first by default: records created while a long list is read then come at its end and move nothing between pages.</summary>
    private static readonly string[] Oldest = ["created_at"];

    public static string Join(string[]? fields, bool descending) =>
        string.Join(",", (fields ?? Oldest).Select(field => descending && !field.StartsWith("-", StringComparison.Ordinal) ? "-" + field : field));
}
