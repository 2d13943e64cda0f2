namespace Plannr.Client.Json;

/// <summary>Reads error messages from a step's <c>info</c>, which can be JSON, JSON-like text such as the API reference's example, or plain text. Never throws; takes linear time.</summary>
internal static class StepInfo
{
    private const int MostWrappings = 8;

    public static ResourceList<string> ReadErrors(string? info, bool failed)
    {
        if (string.IsNullOrWhiteSpace(info) || (!failed && !ErrorWords.MayBeIn(info!)))
        {
            return ResourceList<string>.None;
        }

        string text = Unwrap(info!.Trim());
        object? content = text.Length > 0 && text[0] is '{' or '[' ? LooseJson.Read(text) : null;
        var messages = new List<string>();
        if (content is not null)
        {
            CollectErrors(content, messages);
            if (messages.Count == 0 && failed)
            {
                CollectMessages(content, messages);
            }
        }

        // If no message was found, use the whole text if the step failed or if the text is not JSON and describes an error.
        bool isMessage = content is null ? text.Length > 0 && (failed || PlainWords.SayError(text)) : failed && text.Any(char.IsLetterOrDigit);
        if (messages.Count == 0 && isMessage)
        {
            messages.Add(text);
        }

        return messages.Count == 0 ? ResourceList<string>.None : new ResourceList<string>(messages.Distinct().ToArray());
    }

    /// <summary>Removes the quotation marks around text that was quoted once or several times, with or without escapes.</summary>
    private static string Unwrap(string text)
    {
        for (int i = 0; i < MostWrappings && text.Length > 1 && text[0] == '"' && text[text.Length - 1] == '"'; i++)
        {
            text = (PlainValue.Parse(text) as string ?? text.Substring(1, text.Length - 2)).Trim();
        }

        return text.StartsWith("{\\\"", StringComparison.Ordinal) || text.StartsWith("[{\\\"", StringComparison.Ordinal)
            ? text.Replace("\\\"", "\"")
            : text;
    }

    private static void CollectErrors(object? node, List<string> messages)
    {
        switch (node)
        {
            case List<object?> items:
                items.ForEach(item => CollectErrors(item, messages));
                break;
            case List<KeyValuePair<string, object?>> entries:
                CollectErrors(entries, messages);
                break;
        }
    }

    private static void CollectErrors(List<KeyValuePair<string, object?>> entries, List<string> messages)
    {
        int before = messages.Count;
        string? flag = null;
        foreach (KeyValuePair<string, object?> entry in entries)
        {
            if (entry.Value is string text && ErrorWords.IsFlag(entry.Key, text))
            {
                flag ??= ErrorWords.IsErrorName(entry.Key) ? text.Trim() : $"{entry.Key.Trim()}: {text.Trim()}";
            }
            else if (entry.Value is string name && ErrorWords.IsClassOfException(entry.Key, name))
            {
                // An exception's message is in the same object as its class name.
                int count = messages.Count;
                CollectMessages(WithoutErrors(entries), messages);
                flag ??= messages.Count == count ? name.Trim() : null;
            }
            else if (ErrorWords.IsErrorName(entry.Key) && !(entry.Value is string setting && ErrorWords.IsSetting(entry.Key, setting)))
            {
                Flatten(entry.Value, messages);
            }
            else
            {
                CollectErrors(entry.Value, messages);
            }
        }

        // { error: true, message: "..." }: the message and the flag are in the same object.
        if (flag is not null && messages.Count == before)
        {
            CollectMessages(WithoutErrors(entries), messages);
            if (messages.Count == before)
            {
                messages.Add(flag);
            }
        }
    }

    private static List<KeyValuePair<string, object?>> WithoutErrors(List<KeyValuePair<string, object?>> entries) =>
        entries.FindAll(entry => !ErrorWords.IsErrorName(entry.Key));

    private static void CollectMessages(object? node, List<string> messages)
    {
        switch (node)
        {
            case string:
                Flatten(node, messages);
                break;
            case List<object?> items:
                items.ForEach(item => CollectMessages(item, messages));
                break;
            case List<KeyValuePair<string, object?>> entries:
                entries.FindAll(entry => ErrorWords.IsMessageName(entry.Key)).ForEach(entry => Flatten(entry.Value, messages));
                break;
        }
    }

    /// <summary>
    /// Adds the messages in a node. If the node has message fields, its other fields, such as a code or a line number, are ignored. All fields are read if there are
    /// no message fields, or if every field is a list, as in Laravel's validation errors.
    /// </summary>
    private static void Flatten(object? node, List<string> messages)
    {
        switch (node)
        {
            case string text when !ErrorWords.IsNothing(text):
                messages.Add(text.Trim());
                break;
            case List<object?> items:
                items.ForEach(item => Flatten(item, messages));
                break;
            case List<KeyValuePair<string, object?>> entries:
                bool hasMessage = !entries.TrueForAll(entry => entry.Value is List<object?>) && entries.Exists(entry => ErrorWords.IsMessageName(entry.Key));
                entries.FindAll(entry => !hasMessage || ErrorWords.IsMessageName(entry.Key)).ForEach(entry => Flatten(entry.Value, messages));
                break;
        }
    }
}

/// <summary>The names and words that indicate errors in a step's info. They are not documented, so the lists are based on Laravel, PHP and common APIs.</summary>
internal static class ErrorWords
{
    private static readonly string[] ErrorNames =
        ["error", "errors", "error_message", "error_description", "errormessage", "exception", "exceptions", "failure", "failures", "fault"];

    private static readonly string[] MessageNames =
        ["message", "messages", "detail", "details", "description", "reason", "title", "error_message", "error_description", "error", "errors"];

    /// <summary>Unless the step failed, an error is recognised only in a string that contains one of these fragments.</summary>
    private static readonly string[] Signs = ["err", "exception", "fail", "fault", "succe"];

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
