using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace Plannr.PowerShell.Completion;

/// <summary>Puts completions together: those that match what was typed, quoted where that is needed.</summary>
internal static class Completions
{
    /// <param name="typed">What was typed, with its quotes.</param>
    /// <param name="candidates">What could be meant: the value, and what to show beside it.</param>
    public static IEnumerable<CompletionResult> Of(string? typed, IEnumerable<(string Value, string ToolTip)> candidates)
    {
        string prefix = (typed ?? string.Empty).Trim('\'', '"');
        var pattern = new WildcardPattern(WildcardPattern.Escape(prefix) + "*", WildcardOptions.IgnoreCase);
        return candidates
            .Where(candidate => candidate.Value.Length > 0 && pattern.IsMatch(candidate.Value))
            .Select(candidate => new CompletionResult(Quote(candidate.Value), candidate.Value, CompletionResultType.ParameterValue, candidate.ToolTip.Length > 0 ? candidate.ToolTip : candidate.Value));
    }

    private static string Quote(string value) =>
        value.All(character => char.IsLetterOrDigit(character) || character is '-' or '_' or '.') ? value : $"'{CodeGeneration.EscapeSingleQuotedStringContent(value)}'";
}
