namespace Plannr.Client.Json;

/// <summary>The names and words that indicate errors in a step's info. They are not documented, so the lists are based on Laravel, PHP and common APIs.</summary>
internal static class ErrorWords
{
    private static readonly string[] ErrorNames =
        ["error", "errors", "error_message", "error_description", "errormessage", "exception", "exceptions", "failure", "failures", "fault"];

    private static readonly string[] MessageNames =
        ["message", "messages", "detail", "details", "description", "reason", "title", "error_message", "error_description", "error", "errors"];

    /// <summary>Every text that reports an error contains one of these fragments.</summary>
    private static readonly string[] Signs = ["err", "exception", "fail", "fault", "success"];

    private static readonly string[] Nothing =
        ["", "null", "none", "nil", "undefined", "false", "0", "[]", "{}", "no", "ok", "okay", "n/a", "-", "success", "no error", "no errors", "no errors found", "no errors occurred", "without errors"];

    public static bool MayBeIn(string text) => Signs.Any(sign => text.IndexOf(sign, StringComparison.OrdinalIgnoreCase) >= 0);

    /// <summary>Returns whether the name of a field indicates errors: either a common name, or a compound such as <c>validation_errors</c> or <c>validationErrors</c>.</summary>
    public static bool IsErrorName(string name)
    {
        name = Plain(name);
        return IsOneOf(name, ErrorNames)
            || name.EndsWith("_error", StringComparison.OrdinalIgnoreCase) || name.EndsWith("_errors", StringComparison.OrdinalIgnoreCase)
            || name.EndsWith("Error", StringComparison.Ordinal) || name.EndsWith("Errors", StringComparison.Ordinal);
    }

    public static bool IsMessageName(string name) => IsOneOf(Plain(name), MessageNames);

    /// <summary>Returns whether a value states that there is an error without describing it.</summary>
    public static bool IsFlag(string name, string text)
    {
        text = text.Trim().ToUpperInvariant();
        return Plain(name).ToUpperInvariant() switch
        {
            "SUCCESS" or "SUCCESSFUL" or "SUCCEEDED" => text == "FALSE",
            "FAILED" or "HAS_FAILED" or "HAS_ERROR" or "HAS_ERRORS" or "IS_ERROR" => text == "TRUE",
            "LEVEL" or "STATUS" or "SEVERITY" => text is "ERROR" or "FAILED" or "FAILURE",
            _ => IsOneOf(Plain(name), ErrorNames) && !IsNothing(text) && IsBare(text),
        };
    }

    /// <summary>Returns whether a field whose name indicates errors is only a setting or a count, such as <c>continue_on_error</c> or <c>max_errors</c>.</summary>
    public static bool IsSetting(string name, string text) => !IsOneOf(Plain(name), ErrorNames) && IsErrorName(name) && IsBare(text.Trim());

    /// <summary>Returns whether a value is the class name of an exception, which is less informative than the accompanying message.</summary>
    public static bool IsClassOfException(string name, string text)
    {
        text = text.Trim();
        return Plain(name).ToUpperInvariant() is "EXCEPTION" or "EXCEPTIONS"
            && !IsNothing(text) && char.IsLetter(text[0]) && text.All(letter => char.IsLetterOrDigit(letter) || letter is '\\' or '_' or '.' or ':' or '$');
    }

    /// <summary>Returns whether a value states that there is no error.</summary>
    public static bool IsNothing(string text) => Nothing.Contains(text.Trim().TrimEnd('.', '!').TrimEnd(), StringComparer.OrdinalIgnoreCase);

    private static bool IsBare(string text) => text.Equals("true", StringComparison.OrdinalIgnoreCase) || text.All(char.IsDigit);

    private static string Plain(string name) => name.Trim().Replace(' ', '_').Replace('-', '_');

    private static bool IsOneOf(string name, string[] names) => names.Contains(name, StringComparer.OrdinalIgnoreCase);
}

/// <summary>Finds errors in plain text: "Error: no number" or "Email delivery failed", but not "Error-free delivery" or "0 failed".</summary>
internal static class PlainWords
{
    private const string Denial = @"\b(?:(?<denial>0|no|not|none|never|nothing|without|zero|if|last|previous|previously)\s+)?";

    private static readonly char[] ClauseEnds = [',', ';', '\r', '\n'];

    private static readonly Regex[] Phrases =
    [
        // At the start of the text. "Error-5" is an error; "Error-free" is not.
        Pattern(@"^(?:errors?|exception|failed|failure)(?:\z|(?:[: ,.!]|-(?!\p{L}))(?<rest>[\s\S]*))"),

        // At the end of a clause, or before a reason.
        Pattern(Denial + @"failed(?:\s*$|\s*[.!;,]|\s+-|\s*:(?<rest>[^,;\r\n]{0,40})|\s+(?:to|with|because|due|as|after|for|at|on)\b)"),

        // "SMTP error: mailbox full".
        Pattern(Denial + @"(?:errors?|exception|failure)\s*:(?<rest>[^,;\r\n]{0,40})"),
    ];

    public static bool SayError(string text) => Phrases.SelectMany(phrase => phrase.Matches(text).Cast<Match>()).Any(match =>
        !match.Groups["denial"].Success && (!match.Groups["rest"].Success || SaysSomething(match.Groups["rest"].Value)));

    private static Regex Pattern(string phrase) => new(phrase, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <summary>Returns whether the text after the error word reports an error, which it does not in "Errors: 0, sent: 10" or "Error free".</summary>
    private static bool SaysSomething(string rest)
    {
        int end = rest.IndexOfAny(ClauseEnds);
        string clause = (end < 0 ? rest : rest.Substring(0, end)).Trim();
        return clause.Length == 0 || (!ErrorWords.IsNothing(clause) && !clause.StartsWith("free", StringComparison.OrdinalIgnoreCase));
    }
}
