namespace Plannr.PowerShell.Shared;

/// <summary>Matches candidates with what was typed, and quotes them where needed.</summary>
internal static class Completions
{
    /// <summary>Returns the candidates whose value begins with what was typed, or whose title contains it.</summary>
    public static IEnumerable<CompletionResult> Match(string? typed, IEnumerable<Candidate> candidates, bool areWildcards = false)
    {
        string text = (typed ?? string.Empty).Trim('\'', '"');
        string wanted = areWildcards ? WildcardPattern.Unescape(text) : text;
        Candidate[] found = [.. candidates.Where(candidate => candidate.IsUsable && IsMeant(candidate, wanted))];
        return Separate(
            [.. found.Select(candidate => new CompletionResult(
                Quote(areWildcards ? WildcardPattern.Escape(candidate.Value) : candidate.Value), candidate.Title, CompletionResultType.ParameterValue, candidate.ToolTip))],
            continuesTyped: found.All(candidate => candidate.Value.StartsWith(wanted, StringComparison.OrdinalIgnoreCase)));
    }

    /// <summary>
    /// Puts a space before the last result where PSReadLine's Complete (Tab on Linux and macOS) would otherwise replace what was typed by something useless: it inserts the beginning that all results share
    /// or, if they share none, the beginning that their list texts share. With nothing shared, it shows the list.
    /// </summary>
    /// <param name="results">The results.</param>
    /// <param name="continuesTyped">Whether each result begins with what was typed.</param>
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

    private static bool IsMeant(Candidate candidate, string wanted) =>
        candidate.Value.StartsWith(wanted, StringComparison.OrdinalIgnoreCase)
        || (candidate.Title != candidate.Value && candidate.Title.IndexOf(wanted, StringComparison.OrdinalIgnoreCase) >= 0);

    private static string Quote(string value) =>
        value[0] != '-' && value.All(character => char.IsLetterOrDigit(character) || character is '-' or '_' or '.')
            ? value
            : $"'{CodeGeneration.EscapeSingleQuotedStringContent(value)}'";
}

/// <summary>A value for completion. Control characters from a server are removed from what is shown, and a value with one is never inserted.</summary>
/// <param name="value">What is inserted.</param>
/// <param name="title">What the list shows and what can be typed to find it, such as a name for a UUID; null for the value.</param>
/// <param name="toolTip">The tooltip; null for the title.</param>
internal sealed class Candidate(string value, string? title = null, string? toolTip = null)
{
    private const int Longest = 200;

    public string Value { get; } = value;

    public string Title { get; } = Readable(title, value);

    public string ToolTip { get; } = Readable(toolTip, Readable(title, value));

    /// <summary>Whether the value can stand on a command line.</summary>
    public bool IsUsable => Value.Length is > 0 and <= Longest && TerminalText.Clean(Value) == Value;

    private static string Readable(string? text, string otherwise)
    {
        string shown = TerminalText.Clean(text?.Length > Longest ? text.Substring(0, Longest) : text);
        return string.IsNullOrWhiteSpace(shown) ? otherwise : shown;
    }
}

/// <summary>Offers the values that the API's reference names. Other values are possible: the reference does not say that its lists are complete.</summary>
public abstract class WordCompleter : IArgumentCompleter
{
    private readonly string[] _words;

    private protected WordCompleter(params string[] words) => _words = words;

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Completions.Match(wordToComplete, _words.Select(word => new Candidate(word)));
}

/// <summary>Completes with what the connection on the command line, or the default one, has received. Sends nothing.</summary>
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

    /// <summary>Returns what can be offered, the best first; in alphabetical order by default.</summary>
    private protected virtual IEnumerable<Candidate> Candidates(PlannrConnection connection) =>
        CompletionCache.For(connection).Get(_value).OrderBy(candidate => candidate.Title, StringComparer.CurrentCultureIgnoreCase);
}
