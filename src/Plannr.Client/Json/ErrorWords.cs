namespace Plannr.Client.Json;

/// <summary>The names and words by which errors are known in what a step reported. Nothing documents them: they are those of Laravel, of the usual APIs, and of PHP.</summary>
internal static class ErrorWords
{
    private static readonly string[] ErrorNames =
        ["error", "errors", "error_message", "error_description", "errormessage", "exception", "exceptions", "failure", "failures", "fault"];

    private static readonly string[] MessageNames =
        ["message", "messages", "detail", "details", "description", "reason", "title", "error_message", "error_description", "error", "errors"];

    /// <summary>Without one of these in it a text needs no closer look.</summary>
    private static readonly string[] Signs = ["err", "exception", "fail", "fault", "success"];

    private static readonly string[] Nothing =
        ["", "null", "none", "nil", "undefined", "false", "0", "[]", "{}", "no", "ok", "okay", "n/a", "-", "success", "no error", "no errors", "no errors found", "no errors occurred", "without errors"];

    public static bool MayBeIn(string text) => Signs.Any(sign => text.IndexOf(sign, StringComparison.OrdinalIgnoreCase) >= 0);

    /// <summary>Whether errors stand under the name: one of the usual ones, or one like <c>validation_errors</c> or <c>validationErrors</c>.</summary>
    public static bool IsErrorName(string name)
    {
        name = Plain(name);
        return IsOneOf(name, ErrorNames)
            || name.EndsWith("_error", StringComparison.OrdinalIgnoreCase) || name.EndsWith("_errors", StringComparison.OrdinalIgnoreCase)
            || name.EndsWith("Error", StringComparison.Ordinal) || name.EndsWith("Errors", StringComparison.Ordinal);
    }

    public static bool IsMessageName(string name) => IsOneOf(Plain(name), MessageNames);

    /// <summary>Whether a value says that there is an error, and not which one.</summary>
    public static bool IsFlag(string name, string text)
    {
        text = text.Trim();
        switch (Plain(name).ToUpperInvariant())
        {
            case "SUCCESS" or "SUCCESSFUL" or "SUCCEEDED":
                return IsSaid(text, "false");
            case "FAILED" or "HAS_FAILED" or "HAS_ERROR" or "HAS_ERRORS" or "IS_ERROR":
                return IsSaid(text, "true");
            case "LEVEL" or "STATUS" or "SEVERITY":
                return IsSaid(text, "error") || IsSaid(text, "failed") || IsSaid(text, "failure");
            default:
                return IsOneOf(Plain(name), ErrorNames) && !IsNothing(text) && IsBare(text);
        }
    }

    /// <summary>Whether a value is a setting or a count, such as <c>continue_on_error</c> or <c>max_errors</c>.</summary>
    public static bool IsSetting(string name, string text) => !IsOneOf(Plain(name), ErrorNames) && IsErrorName(name) && IsBare(text.Trim());

    /// <summary>Whether a value is the class of an exception, which says less than the message beside it.</summary>
    public static bool IsClassOfException(string name, string text)
    {
        text = text.Trim();
        return Plain(name).ToUpperInvariant() is "EXCEPTION" or "EXCEPTIONS"
            && !IsNothing(text) && char.IsLetter(text[0]) && text.All(letter => char.IsLetterOrDigit(letter) || letter is '\\' or '_' or '.' or ':' or '$');
    }

    /// <summary>Whether a value says that there is no error.</summary>
    public static bool IsNothing(string text) => Nothing.Contains(text.Trim().TrimEnd('.', '!').TrimEnd(), StringComparer.OrdinalIgnoreCase);

    private static bool IsBare(string text) => IsSaid(text, "true") || text.All(char.IsDigit);

    private static bool IsSaid(string text, string word) => text.Equals(word, StringComparison.OrdinalIgnoreCase);

    private static string Plain(string name) => name.Trim().Replace(' ', '_').Replace('-', '_');

    private static bool IsOneOf(string name, string[] names) => names.Contains(name, StringComparer.OrdinalIgnoreCase);
}

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
