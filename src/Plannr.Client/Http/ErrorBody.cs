namespace Plannr.Client.Http;

/// <summary>The body of an error response: Laravel's JSON, an OAuth error, an HTML page, or plain text.</summary>
internal sealed class ErrorBody
{
    private const int LongestMessage = 300;

    /// <summary>The maximum total length of field names and errors; nobody would read a longer message.</summary>
    private const int MostFieldErrorCharacters = 3_000;

    /// <summary>The length added for each name and error, so that the limit also applies if many of them are empty.</summary>
    private const int FieldErrorOverhead = 2;

    /// <summary>The maximum number of characters to read from an HTML page. The title is near the start, and the patterns below take quadratic time on a malformed page.</summary>
    private const int LongestPage = 16_000;

    private static readonly string[] MessageNames = ["message", "error_description", "error", "detail", "title"];

    private static readonly Regex Title = new("<title[^>]*>(.*?)</title>", RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.CultureInvariant);
    private static readonly Regex Invisible = new("<(script|style)\\b.*?</\\1>", RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.CultureInvariant);
    private static readonly Regex Markup = new("<[^>]*>", RegexOptions.CultureInvariant);
    private static readonly Regex Space = new("\\s+", RegexOptions.CultureInvariant);

    /// <summary>The server's message, or null.</summary>
    public string? Message { get; private set; }

    /// <summary>The errors for each field, or null.</summary>
    public ResourceMap<ResourceList<string>>? FieldErrors { get; private set; }

    /// <summary>Whether <see cref="FieldErrors"/> is incomplete.</summary>
    public bool HasMoreFieldErrors { get; private set; }

    /// <summary>Whether the body is an HTML page, from a proxy or from the API itself.</summary>
    public bool IsPage { get; private set; }

    public static ErrorBody Read(ReadOnlySpan<byte> body)
    {
        var result = new ErrorBody();
        string text = Encoding.UTF8.GetString(body.ToArray()).Trim('\uFEFF', ' ', '\r', '\n', '\t');
        if (text.Length == 0)
        {
            return result;
        }

        if (text[0] == '{' && result.TryReadJson(body))
        {
            return result;
        }

        result.IsPage = text[0] == '<';
        result.Message = Shorten(result.IsPage ? PageText(text) : text.Trim('"'));
        return result;
    }

    /// <summary>Truncates long text without splitting a surrogate pair.</summary>
    public static string Cut(string text) => text.Length <= LongestMessage
        ? text
        : text.Substring(0, char.IsHighSurrogate(text[LongestMessage - 1]) ? LongestMessage - 1 : LongestMessage) + "...";

    /// <summary>Tries to read a JSON object. A truncated object is accepted if it contains a message or field errors.</summary>
    private bool TryReadJson(ReadOnlySpan<byte> body)
    {
        var members = new Dictionary<string, object?>();
        bool isWhole = true;
        try
        {
            var cursor = new JsonCursor(body);
            cursor.Read();
            while (cursor.Read() && cursor.TokenType == JsonTokenType.PropertyName)
            {
                string name = cursor.Text();
                cursor.Read();
                if (name == "errors" && cursor.TokenType == JsonTokenType.StartObject)
                {
                    ReadFieldErrors(ref cursor);
                }
                else
                {
                    members[name] = PlainValue.Read(ref cursor);
                }
            }
        }
        catch (JsonException)
        {
            isWhole = false;
        }

        Message = GetMessage(members)
            ?? (FieldErrors is null && members.TryGetValue("data", out object? data) && data is ResourceMap<object?> inner ? GetMessage(inner) : null);
        return isWhole || Message is not null || FieldErrors is { Count: > 0 };
    }

    private static string? GetMessage(IReadOnlyDictionary<string, object?> members)
    {
        string? message = MessageNames
            .Select(name => members.TryGetValue(name, out object? value) ? value as string : null)
            .FirstOrDefault(value => !string.IsNullOrWhiteSpace(value));
        return Shorten(message ?? (members.TryGetValue("errors", out object? errors) && errors is ResourceList<object?> or ResourceMap<object?> ? errors.ToString() : null));
    }

    private void ReadFieldErrors(ref JsonCursor cursor)
    {
        var byField = new Dictionary<string, ResourceList<string>>();
        int left = MostFieldErrorCharacters;
        try
        {
            while (cursor.Read() && cursor.TokenType == JsonTokenType.PropertyName)
            {
                string name = Cut(cursor.Text());
                cursor.Read();
                if (left <= 0)
                {
                    HasMoreFieldErrors = true;
                    cursor.Skip();
                    continue;
                }

                object? value = PlainValue.Read(ref cursor);
                ResourceList<object?> items = value as ResourceList<object?> ?? new ResourceList<object?>([value]);
                left -= name.Length + FieldErrorOverhead;
                var texts = new List<string>();
                for (int i = 0; i < items.Count && left > 0; i++)
                {
                    texts.Add(Cut(ReadableText.Of(items[i])));
                    left -= texts[i].Length + FieldErrorOverhead;
                }

                HasMoreFieldErrors |= texts.Count < items.Count;
                byField[name] = new ResourceList<string>(texts.ToArray());
            }
        }
        catch (JsonException)
        {
            HasMoreFieldErrors = true;
            throw;
        }
        finally
        {
            FieldErrors = new ResourceMap<ResourceList<string>>(byField);
        }
    }

    private static string PageText(string page)
    {
        page = page.Substring(0, Math.Min(page.Length, LongestPage));
        Match title = Title.Match(page);
        return WebUtility.HtmlDecode(Markup.Replace(title.Success ? title.Groups[1].Value : Invisible.Replace(page, " "), " "));
    }

    private static string? Shorten(string? text) => string.IsNullOrWhiteSpace(text) ? null : Cut(Space.Replace(text, " ").Trim());
}

/// <summary>Detects errors in successful responses, because some servers and proxies report a failure with HTTP 200.</summary>
internal static class Refusal
{
    /// <summary>Returns whether a field reports a failure.</summary>
    public static bool IsFailure(string name, object? value) =>
        name == "success" && (value is false or 0L or "0" || (value is string text && text.Equals("false", StringComparison.OrdinalIgnoreCase)));

    /// <summary>Returns whether a field contains an error.</summary>
    public static bool IsError(string name, object? value) =>
        name is "error" or "errors" && value is not (null or false or 0L or "" or ResourceList<object?> { Count: 0 } or ResourceMap<object?> { Count: 0 });

    /// <summary>Returns whether a field contains a message.</summary>
    public static bool IsMessage(string name, object? value) => name == "message" && value is string { Length: > 0 };

    /// <summary>Returns whether a response reports a failure. A message alone is not enough: "Deleted" and "Could not be deleted" can't be told apart.</summary>
    public static bool IsStatedBy(object? content)
    {
        if (content is not ResourceMap<object?> fields || fields.ContainsKey("uuid"))
        {
            return false;
        }

        fields.TryGetValue("data", out object? data);
        return fields.Any(field => IsFailure(field.Key, field.Value))
            || (data is null or ResourceList<object?> { Count: 0 } && fields.Any(field => IsError(field.Key, field.Value)))
            || (data is ResourceMap<object?> inner && !inner.ContainsKey("data") && IsStatedBy(inner));
    }
}
