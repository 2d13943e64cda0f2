namespace Plannr.PowerShell.Completion;

/// <summary>Puts completions together: those that match what was typed, quoted where that is needed.</summary>
internal static class Completions
{
    /// <summary>Those whose value begins with what was typed, and those that are known by a title which has it anywhere.</summary>
    /// <param name="typed">What was typed, with its quotes.</param>
    /// <param name="candidates">What could be meant.</param>
    /// <param name="areWildcards">Whether the parameter takes wildcards: a value is then written so that it means itself alone.</param>
    public static IEnumerable<CompletionResult> Of(string? typed, IEnumerable<Candidate> candidates, bool areWildcards = false)
    {
        string text = (typed ?? string.Empty).Trim('\'', '"');
        string wanted = areWildcards ? WildcardPattern.Unescape(text) : text;
        return [.. candidates
            .Where(candidate => candidate.IsUsable && IsMeant(candidate, wanted))
            .Select(candidate => new CompletionResult(
                Quote(areWildcards ? WildcardPattern.Escape(candidate.Value) : candidate.Value), candidate.Title, CompletionResultType.ParameterValue, candidate.ToolTip))];
    }

    private static bool IsMeant(Candidate candidate, string wanted) =>
        candidate.Value.StartsWith(wanted, StringComparison.OrdinalIgnoreCase)
        || (candidate.Title != candidate.Value && candidate.Title.IndexOf(wanted, StringComparison.CurrentCultureIgnoreCase) >= 0);

    private static string Quote(string value) =>
        value[0] != '-' && value.All(character => char.IsLetterOrDigit(character) || character is '-' or '_' or '.')
            ? value
            : $"'{CodeGeneration.EscapeSingleQuotedStringContent(value)}'";
}
