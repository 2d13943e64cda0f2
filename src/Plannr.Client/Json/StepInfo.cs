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

        // If no message was found, use the whole text if the step failed or if it is plain text that describes an error.
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

    /// <summary>Adds the messages in a node. If the node has message fields, its other fields, such as a code or a line number, are ignored; otherwise, all fields are read.</summary>
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
