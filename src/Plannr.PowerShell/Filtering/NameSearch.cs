using System.Text.RegularExpressions;

namespace Plannr.PowerShell.Filtering;

/// <summary>
/// Names to look for: each a part of the name, or with wildcards a pattern for all of it. The API looks for parts alone, and takes a comma for
/// the end of one. It is asked for the longest word, which gives too much rather than too little, and the rest is done here.
/// </summary>
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
    public static NameSearch? Of(string[]? names) => names is null ? null : new NameSearch(names);

    /// <summary>Whether one of the names that something goes by fits.</summary>
    public bool Passes(params string?[] names) => IsExact || names.Any(name => name is not null && _tests.Any(test => test(name)));

    private static string LongestWord(string text) => Gaps.Split(text).OrderByDescending(word => word.Length).First();

    private static Func<string, bool> Pattern(string text)
    {
        var pattern = new WildcardPattern(text, WildcardOptions.IgnoreCase);
        return pattern.IsMatch;
    }

    /// <summary>Accents make no difference to the API's database.</summary>
    private static Func<string, bool> Part(string text) =>
        name => CultureInfo.InvariantCulture.CompareInfo.IndexOf(name, text, CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace) >= 0;
}
