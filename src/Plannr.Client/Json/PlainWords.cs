namespace Plannr.Client.Json;

/// <summary>Tells from plain words whether a step reported an error: "Error: no number", "Email delivery failed", and not "Error-free delivery" or "0 failed".</summary>
internal static class PlainWords
{
    private const string Denial = @"\b(?:(?<denial>0|no|not|none|never|nothing|without|zero|if|last|previous|previously)\s+)?";

    private static readonly char[] ClauseEnds = [',', ';', '\r', '\n'];

    private static readonly string[] Beginnings = ["error", "errors", "exception", "failed", "failure"];

    private static readonly Regex[] Phrases =
    [
        // At the end of what is said, or with a reason behind it.
        Pattern(@"failed(?:\s*$|\s*[.!;,]|\s+-|\s*:(?<rest>[^,;\r\n]{0,40})|\s+(?:to|with|because|due|as|after|for|at|on)\b)"),

        // "SMTP error: mailbox full".
        Pattern(@"(?:errors?|exception|failure)\s*:(?<rest>[^,;\r\n]{0,40})"),
    ];

    public static bool SayError(string text) => Array.Exists(Beginnings, word => BeginWith(text, word)) || Array.Exists(Phrases, phrase => Hold(text, phrase));

    private static Regex Pattern(string phrase) => new(Denial + phrase, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static bool BeginWith(string text, string word)
    {
        if (!text.StartsWith(word, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        string rest = text.Substring(word.Length);
        return rest.Length == 0 || ((rest[0] is ':' or ' ' or ',' or '.' or '!' || IsDash(rest)) && SaysSomething(rest.Substring(1)));
    }

    /// <summary>"Error-5" begins with an error; "Error-free" does not.</summary>
    private static bool IsDash(string rest) => rest[0] == '-' && (rest.Length == 1 || !char.IsLetter(rest[1]));

    private static bool Hold(string text, Regex phrase) => phrase.Matches(text).Cast<Match>().Any(match =>
        !match.Groups["denial"].Success && (!match.Groups["rest"].Success || SaysSomething(match.Groups["rest"].Value)));

    /// <summary>"Errors: 0, sent: 10" does not, and neither does "Error free".</summary>
    private static bool SaysSomething(string rest)
    {
        int end = rest.IndexOfAny(ClauseEnds);
        string clause = (end < 0 ? rest : rest.Substring(0, end)).Trim();
        return clause.Length == 0 || (!ErrorWords.IsNothing(clause) && !clause.StartsWith("free", StringComparison.OrdinalIgnoreCase));
    }
}
