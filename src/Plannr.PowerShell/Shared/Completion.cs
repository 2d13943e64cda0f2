namespace Plannr.PowerShell.Shared;

/// <summary>Matches candidates against the typed text, and quotes them if needed.</summary>
internal static class Completions
{
    /// <summary>Returns the candidates whose value begins with the typed text, or whose title contains it.</summary>
    public static IEnumerable<CompletionResult> Match(string? typed, IEnumerable<Candidate> candidates, bool areWildcards = false)
    {
        string text = (typed ?? string.Empty).Trim('\'', '"');
        string wanted = areWildcards ? WildcardPattern.Unescape(text) : text;
        Candidate[] found = [.. candidates.Where(candidate => candidate.IsUsable && IsMatch(candidate, wanted))];
        return Separate(
            [.. found.Select(candidate => new CompletionResult(
                Quote(areWildcards ? WildcardPattern.Escape(candidate.Value) : candidate.Value), candidate.Title, CompletionResultType.ParameterValue, candidate.ToolTip))],
            continuesTyped: found.All(candidate => candidate.Value.StartsWith(wanted, StringComparison.OrdinalIgnoreCase)));
    }

    /// <summary>
    /// Puts a space before the last result if PSReadLine's Complete function (Tab on Linux and macOS) would otherwise replace the typed text with useless text. That function inserts the common prefix of all results
    /// or, if there is none, the common prefix of their list item texts. If neither exists, it shows the list.
    /// </summary>
    /// <param name="results">The results.</param>
    /// <param name="continuesTyped">Whether every result begins with the typed text.</param>
    public static CompletionResult[] Separate(CompletionResult[] results, bool continuesTyped)
    {
        if (results.Length < 2)
        {
            return results;
        }

        bool isQuoted = results.All(result => result.CompletionText[0] == '\'');
        bool sharesText = HasSharedStart(results, result => result.CompletionText.TrimStart('\''));
        bool insertsText = continuesTyped ? isQuoted && !sharesText : isQuoted || sharesText;
        if (insertsText || (!sharesText && HasSharedStart(results, result => result.ListItemText)))
        {
            CompletionResult last = results[results.Length - 1];
            results[results.Length - 1] = new CompletionResult((insertsText ? " " : string.Empty) + last.CompletionText, " " + last.ListItemText, last.ResultType, last.ToolTip);
        }

        return results;
    }

    private static bool HasSharedStart(CompletionResult[] results, Func<CompletionResult, string> text) =>
        results.Select(result => char.ToUpperInvariant(text(result)[0])).Distinct().Count() == 1;

    private static bool IsMatch(Candidate candidate, string wanted) =>
        candidate.Value.StartsWith(wanted, StringComparison.OrdinalIgnoreCase)
        || (candidate.Title != candidate.Value && candidate.Title.IndexOf(wanted, StringComparison.OrdinalIgnoreCase) >= 0);

    private static string Quote(string value) =>
        value[0] != '-' && value.All(character => char.IsLetterOrDigit(character) || character is '-' or '_' or '.')
            ? value
            : $"'{CodeGeneration.EscapeSingleQuotedStringContent(value)}'";
}

/// <summary>A value for completion. Control characters from the server are replaced in the title and tooltip; a value that contains control characters is never offered.</summary>
/// <param name="value">The text to insert.</param>
/// <param name="title">The text shown in the list, such as the name of the record with this UUID. Users can also type it to find the value. If null, the value is shown.</param>
/// <param name="toolTip">The tooltip. If null, the title is shown.</param>
internal sealed class Candidate(string value, string? title = null, string? toolTip = null)
{
    private const int Longest = 200;

    public string Value { get; } = value;

    public string Title { get; } = Readable(title, value);

    public string ToolTip { get; } = Readable(toolTip, Readable(title, value));

    /// <summary>Whether the value can be inserted into a command line.</summary>
    public bool IsUsable => Value.Length is > 0 and <= Longest && TerminalText.Clean(Value) == Value;

    private static string Readable(string? text, string otherwise)
    {
        string shown = TerminalText.Clean(text?.Length > Longest ? text.Substring(0, Longest) : text);
        return string.IsNullOrWhiteSpace(shown) ? otherwise : shown;
    }
}

/// <summary>Completes the values listed in the API reference. Other values are also accepted, because the reference does not state that its lists are complete.</summary>
public abstract class WordCompleter : IArgumentCompleter
{
    private readonly string[] _words;

    private protected WordCompleter(params string[] words) => _words = words;

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Completions.Match(wordToComplete, _words.Select(word => new Candidate(word)));
}

/// <summary>Completes values that were received over the connection specified on the command line, or over the default connection if none is specified. The base implementation sends no requests.</summary>
public abstract class CacheCompleter : IArgumentCompleter
{
    private readonly CachedValue _value;
    private readonly bool _areWildcards;
    private readonly string[] _known;

    private protected CacheCompleter(CachedValue value, bool areWildcards = false, params string[] known)
    {
        _value = value;
        _areWildcards = areWildcards;
        _known = known;
    }

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        IEnumerable<Candidate> candidates = _known.Select(text => new Candidate(text));
        if (ConnectionReference.Find(fakeBoundParameters["Connection"]) is { } connection && ConnectionReference.IsOpen(connection))
        {
            candidates = Candidates(connection).Concat(candidates);
        }

        return Completions.Match(wordToComplete, candidates.GroupBy(candidate => candidate.Value).Select(same => same.First()), _areWildcards);
    }

    /// <summary>Returns the candidates, most relevant first. The base implementation sorts them alphabetically.</summary>
    private protected virtual IEnumerable<Candidate> Candidates(PlannrConnection connection) =>
        CompletionCache.For(connection).Get(_value).OrderBy(candidate => candidate.Title, StringComparer.CurrentCultureIgnoreCase);
}
