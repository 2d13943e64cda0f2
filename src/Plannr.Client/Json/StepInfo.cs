namespace Plannr.Client.Json;

/// <summary>
/// Reads error messages out of a step's <c>info</c>: JSON, text that looks like JSON and is not (the reference's example has unquoted
/// names inside unescaped quotes), or plain words. It never throws, and takes time in proportion to the text.
/// </summary>
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
        else if (text.Length > 0 && (failed || PlainWords.SayError(text)))
        {
            messages.Add(text);
        }

        // A failed step always says something: better the raw text than nothing.
        if (messages.Count == 0 && failed && content is not null && text.Any(char.IsLetterOrDigit))
        {
            messages.Add(text);
        }

        return messages.Count == 0 ? ResourceList<string>.None : new ResourceList<string>(messages.Distinct().ToArray());
    }

    /// <summary>Takes off the quotes around the text, as often as it was quoted: properly escaped, or just set around it.</summary>
    private static string Unwrap(string text)
    {
        for (int i = 0; i < MostWrappings && text.Length > 1 && text[0] == '"' && text[text.Length - 1] == '"'; i++)
        {
            text = (ProperString(text) ?? text.Substring(1, text.Length - 2)).Trim();
        }

        return text.StartsWith("{\\\"", StringComparison.Ordinal) || text.StartsWith("[{\\\"", StringComparison.Ordinal)
            ? text.Replace("\\\"", "\"")
            : text;
    }

    private static string? ProperString(string text)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            return document.RootElement.ValueKind == JsonValueKind.String ? document.RootElement.GetString() : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or ArgumentException)
        {
            return null;
        }
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
                // What an exception says stands beside its class, and before what it was thrown for.
                int beside = messages.Count;
                CollectMessages(BesideErrors(entries), messages);
                flag ??= messages.Count == beside ? name.Trim() : null;
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

        // { error: true, message: "..." }: the error is what stands beside it.
        if (flag is not null && messages.Count == before)
        {
            CollectMessages(BesideErrors(entries), messages);
            if (messages.Count == before)
            {
                messages.Add(flag);
            }
        }
    }

    private static List<KeyValuePair<string, object?>> BesideErrors(List<KeyValuePair<string, object?>> entries) =>
        entries.FindAll(entry => !ErrorWords.IsErrorName(entry.Key));

    private static void CollectMessages(object? node, List<string> messages)
    {
        if (node is string)
        {
            Flatten(node, messages);
        }
        else if (node is List<object?> items)
        {
            items.ForEach(item => CollectMessages(item, messages));
        }
        else if (node is List<KeyValuePair<string, object?>> entries)
        {
            foreach (KeyValuePair<string, object?> entry in entries.Where(entry => ErrorWords.IsMessageName(entry.Key)))
            {
                Flatten(entry.Value, messages);
            }
        }
    }

    /// <summary>The texts below a node. Of an error with code, line and message, the message; of messages by field, those of all fields.</summary>
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
                foreach (KeyValuePair<string, object?> entry in entries.Where(entry => !hasMessage || ErrorWords.IsMessageName(entry.Key)))
                {
                    Flatten(entry.Value, messages);
                }

                break;
        }
    }
}
