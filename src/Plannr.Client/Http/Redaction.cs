namespace Plannr.Client.Http;

/// <summary>
/// Redacts text that a user will see: the secrets of the connection, wherever they are, and the values of fields with the
/// names of secrets.
/// </summary>
internal sealed class Redaction(Func<IEnumerable<string>> secrets, Func<string[]>? proxyUserInformation = null)
{
    public const string Replacement = "***";

    // A shorter one would also match ordinary words.
    private const int ShortestSecret = 6;

    public const string SecretNames =
        "access_token|refresh_token|client_secret|id_token|code|code_verifier|token|password|signing_secret|plain_text_token|secret|api_key";

    /// <summary>Matches each of <see cref="SecretNames"/>, also with characters that are escaped as in JSON or percent-encoded.</summary>
    public static readonly string SecretNamePattern = "(?:" + string.Concat(SecretNames.Select(EscapePattern)) + ")";

    private static readonly Regex FormSecret = new(
        "((?:^|[?&;\\s])" + SecretNamePattern + "=)[^&\\s\"'<>]+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static readonly Regex Bearer = new(
        "\\b(Bearer|Basic)\\s+[A-Za-z0-9._~+/=|-]+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <summary>Matches the headers of secrets that users add.</summary>
    private static readonly Regex SecretHeader = new("token|secret|password|api-?key|credential", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static readonly HashSet<string> SecretHeaders = new(StringComparer.OrdinalIgnoreCase)
    {
        "Authorization", "Proxy-Authorization", "Cookie", "Set-Cookie", "X-Signature",
    };

    private readonly Lazy<string[]> _proxy = new(proxyUserInformation ?? (() => []));

    /// <summary>Redacts a text; returns an empty one for null.</summary>
    public string Clean(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return string.Empty;
        }

        string clean = UserInformation.Redact(_proxy.Value.Aggregate(CleanOwn(text!), (current, secret) => current.Replace(secret, Replacement + "@")));
        return FormSecret.Replace(Bearer.Replace(clean, "$1 " + Replacement), "$1" + Replacement);
    }

    /// <summary>Redacts the secrets of the connection in a text, and nothing else.</summary>
    public string CleanOwn(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        return TryCleanOwn(bytes, out ReadOnlyMemory<byte> clean) ? Encoding.UTF8.GetString(clean.ToArray()) : text;
    }

    /// <summary>Redacts the secrets of the connection in a body, and returns false if the body holds none. All other bytes stay as they are.</summary>
    public bool TryCleanOwn(ReadOnlySpan<byte> body, out ReadOnlyMemory<byte> clean)
    {
        clean = default;
        SecretFilter filter = CreateFilter();
        if (!filter.IsIn(body))
        {
            return false;
        }

        using var output = new MemoryStream(body.Length);
        filter.WriteEnd(body, output);
        clean = output.GetBuffer().AsMemory(0, (int)output.Length);
        return true;
    }

    /// <summary>Returns the start of a body without the secrets of the connection, and without part of one at its end.</summary>
    public ReadOnlySpan<byte> CleanOwnStart(ReadOnlySpan<byte> body, int most)
    {
        if (body.Length <= most)
        {
            return TryCleanOwn(body, out ReadOnlyMemory<byte> clean) ? clean.Span : body;
        }

        using var output = new MemoryStream(most);
        CreateFilter().Write(body.Slice(0, most), output);
        return output.GetBuffer().AsSpan(0, (int)output.Length);
    }

    /// <summary>Creates a filter for the secrets that the connection holds now.</summary>
    public SecretFilter CreateFilter() => new(secrets().Where(secret => secret.Length >= ShortestSecret).Distinct());

    /// <summary>Redacts a body. Fields with the names of secrets come first: replacing part of a text could hide where it ends.</summary>
    public string CleanBody(string body) => Clean(JsonSecrets.Replace(body));

    public string CleanHeader(string name, string value) => SecretHeaders.Contains(name) || SecretHeader.IsMatch(name) ? Replacement : Clean(value);

    private static string EscapePattern(char character)
    {
        if (character == '|')
        {
            return "|";
        }

        string codes = $"(?:{(int)character:x2}|{(int)char.ToUpperInvariant(character):x2})";
        return $"(?:{character}|\\\\u00{codes}|%{codes})";
    }
}

/// <summary>
/// Redacts the values of fields with the names of secrets in JSON: text, numbers, objects and lists. The JSON may be truncated anywhere, after a backslash
/// too: a value without an end is redacted as well. A name can have escaped characters.
/// </summary>
internal static class JsonSecrets
{
    private static readonly Regex Name = new("\"" + Redaction.SecretNamePattern + "\"\\s*:\\s*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    public static string Replace(string json)
    {
        var clean = new StringBuilder();
        int position = 0;
        for (Match name = Name.Match(json); name.Success; name = Name.Match(json, position))
        {
            int start = name.Index + name.Length;
            int end = EndOfValue(json, start);
            clean.Append(json, position, start - position);
            if (end > start)
            {
                clean.Append('"').Append(Redaction.Replacement).Append('"');
            }

            position = end;
        }

        return clean.Append(json, position, json.Length - position).ToString();
    }

    /// <summary>Returns the position after the value that begins here; the start if there is none.</summary>
    private static int EndOfValue(string json, int start) => (start < json.Length ? json[start] : ',') switch
    {
        '"' => EndOfText(json, start),
        '{' => EndOfBrackets(json, start, '}'),
        '[' => EndOfBrackets(json, start, ']'),
        _ => EndOfWord(json, start),
    };

    private static int EndOfText(string json, int start)
    {
        for (int i = start + 1; i < json.Length; i++)
        {
            if (json[i] == '"')
            {
                return i + 1;
            }

            // An escaped quote ends nothing.
            i += json[i] == '\\' ? 1 : 0;
        }

        return json.Length;
    }

    /// <summary>Brackets of the other type are ignored: in JSON they match in between.</summary>
    private static int EndOfBrackets(string json, int start, char close)
    {
        char open = json[start];
        int depth = 0;
        for (int i = start; i < json.Length; i++)
        {
            if (json[i] == '"')
            {
                i = EndOfText(json, i) - 1;
            }
            else if (json[i] == open)
            {
                depth++;
            }
            else if (json[i] == close && --depth == 0)
            {
                return i + 1;
            }
        }

        return json.Length;
    }

    private static int EndOfWord(string json, int start)
    {
        int end = start;
        while (end < json.Length && json[end] is not (',' or '}' or ']' or '"') && !char.IsWhiteSpace(json[end]))
        {
            end++;
        }

        return end;
    }
}
