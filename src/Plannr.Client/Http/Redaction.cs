using System.Buffers.Text;

namespace Plannr.Client.Http;

/// <summary>Redacts the connection's secrets, and the values of fields whose names suggest a secret, in text that a user will see.</summary>
internal sealed class Redaction(Func<IEnumerable<string>> secrets, Func<string[]>? proxyUserInformation = null)
{
    public const string Replacement = "***";

    // A shorter secret would also match ordinary words.
    private const int ShortestSecret = 6;

    public const string SecretNames =
        "access_token|refresh_token|client_secret|id_token|code|code_verifier|token|password|signing_secret|plain_text_token|secret|api_key";

    /// <summary>Matches each of <see cref="SecretNames"/>, even if characters are percent-encoded or escaped as in JSON.</summary>
    public static readonly string SecretNamePattern = "(?:" + Regex.Replace(SecretNames, "[^|]", name => EscapePattern(name.Value[0])) + ")";

    /// <summary>The secret query parameters of signed URLs. Anyone who has such a URL can open the file.</summary>
    private const string SignatureNames = "(?:x-(?:amz|goog)-)?(?:credential|security-token|signature)|sig";

    private static readonly Regex FormSecret = new(
        "((?:^|[?&;\\s])(?:" + SecretNamePattern + "|" + SignatureNames + ")=)[^&\\s\"'<>]+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static readonly Regex Bearer = new(
        "\\b(Bearer|Basic)\\s+[A-Za-z0-9._~+/=|-]+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static readonly Regex SecretHeader = new(
        "^((Proxy-)?Authorization|(Set-)?Cookie|X-Signature)$|token|secret|password|api-?key|credential", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private readonly Lazy<string[]> _proxy = new(proxyUserInformation ?? (() => []));

    /// <summary>Redacts text and makes it safe for a terminal; returns an empty string for null.</summary>
    public string CleanMessage(string? text) => TerminalText.CleanLines(Clean(text));

    /// <summary>Redacts text; returns an empty string for null.</summary>
    public string Clean(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return string.Empty;
        }

        string clean = UserInformation.Redact(_proxy.Value.Aggregate(CleanOwn(text!), (current, secret) => current.Replace(secret, Replacement + "@")));
        return FormSecret.Replace(Bearer.Replace(clean, "$1 " + Replacement), "$1" + Replacement);
    }

    /// <summary>Redacts the connection's secrets in text, and nothing else.</summary>
    public string CleanOwn(string text) => CleanOwn(Encoding.UTF8.GetBytes(text)) is { } clean ? Encoding.UTF8.GetString(clean) : text;

    /// <summary>Redacts the connection's secrets in a body; returns null if the body contains none.</summary>
    public byte[]? CleanOwn(ReadOnlySpan<byte> body)
    {
        SecretFilter filter = CreateFilter();
        return filter.IsIn(body) ? Filter(filter, body, isEnd: true) : null;
    }

    /// <summary>Returns the start of a body without the connection's secrets, and without a partial secret at its end.</summary>
    public ReadOnlySpan<byte> CleanOwnStart(ReadOnlySpan<byte> body, int most) =>
        body.Length <= most ? CleanOwn(body) ?? body : Filter(CreateFilter(), body.Slice(0, most), isEnd: false);

    private static byte[] Filter(SecretFilter filter, ReadOnlySpan<byte> body, bool isEnd)
    {
        using var output = new MemoryStream(body.Length);
        filter.Write(body, output, isEnd);
        return output.ToArray();
    }

    /// <summary>Creates a filter for the connection's current secrets.</summary>
    public SecretFilter CreateFilter()
    {
        // A plain loop is faster than LINQ, and this code runs for every response.
        List<string> found = [];
        foreach (string secret in secrets())
        {
            if (secret.Length >= ShortestSecret && !found.Contains(secret))
            {
                found.Add(secret);
            }
        }

        return new SecretFilter(found);
    }

    /// <summary>Redacts a body. Secret fields are replaced first, because replacing part of a JSON string could hide where the string ends.</summary>
    public string CleanBody(string body) => Clean(JsonSecrets.Replace(body));

    public string CleanHeader(string name, string value) => SecretHeader.IsMatch(name) ? Replacement : Clean(value);

    private static string EscapePattern(char character)
    {
        string codes = $"(?:{(int)character:x2}|{(int)char.ToUpperInvariant(character):x2})";
        return $"(?:{character}|\\\\u00{codes}|%{codes})";
    }
}

/// <summary>Redacts secret fields in JSON that may be truncated anywhere; an unterminated value is redacted too.</summary>
internal static class JsonSecrets
{
    private static readonly Regex Name = new("\"" + Redaction.SecretNamePattern + "\"\\s*:\\s*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <summary>A JSON string, which may be truncated.</summary>
    private static readonly Regex Text = new("\\G\"(?>[^\"\\\\]+|\\\\.?)*\"?", RegexOptions.Singleline | RegexOptions.CultureInvariant);

    private static readonly Regex Word = new("\\G[^,}\\]\"\\s]*", RegexOptions.CultureInvariant);

    public static string Replace(string json)
    {
        var clean = new StringBuilder();
        int position = 0;
        for (Match name = Name.Match(json); name.Success; name = Name.Match(json, position))
        {
            int start = name.Index + name.Length;
            int end = FindEnd(json, start);
            clean.Append(json, position, start - position);
            if (end > start)
            {
                clean.Append('"').Append(Redaction.Replacement).Append('"');
            }

            position = end;
        }

        return clean.Append(json, position, json.Length - position).ToString();
    }

    /// <summary>Returns the position after the value that begins at <paramref name="start"/>, or <paramref name="start"/> if there is no value.</summary>
    private static int FindEnd(string json, int start) => (start < json.Length ? json[start] : ',') switch
    {
        '"' => FindEnd(Text, json, start),
        '{' => FindEnd(json, start, '}'),
        '[' => FindEnd(json, start, ']'),
        _ => FindEnd(Word, json, start),
    };

    private static int FindEnd(Regex value, string json, int start) => start + value.Match(json, start).Length;

    /// <summary>Returns the position after the closing bracket. Brackets of the other type are ignored, because valid JSON balances them.</summary>
    private static int FindEnd(string json, int start, char close)
    {
        int depth = 0;
        for (int i = start; i < json.Length; i++)
        {
            if (json[i] == '"')
            {
                i = FindEnd(Text, json, i) - 1;
            }
            else if (json[i] == json[start])
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
}

/// <summary>Redacts secrets in bytes that arrive in chunks, even if characters are percent-encoded or escaped as in JSON; all other bytes stay as they are.</summary>
internal sealed class SecretFilter
{
    private const int Incomplete = -1;

    private static readonly byte[] Replacement = Encoding.UTF8.GetBytes(Redaction.Replacement);

    private readonly byte[][] _secrets;
    private readonly byte[] _starts;
    private byte[] _held = [];

    public SecretFilter(List<string> secrets)
    {
        _secrets = new byte[secrets.Count][];
        _starts = new byte[secrets.Count + 2];
        for (int i = 0; i < secrets.Count; i++)
        {
            _secrets[i] = Encoding.UTF8.GetBytes(secrets[i]);
            _starts[i] = _secrets[i][0];
        }

        // An escaped secret can start with a backslash or a percent sign.
        _starts[secrets.Count] = (byte)'\\';
        _starts[secrets.Count + 1] = (byte)'%';
    }

    /// <summary>Returns whether the bytes contain a secret.</summary>
    public bool IsIn(ReadOnlySpan<byte> bytes) => Find(bytes, isEnd: true).Length > 0;

    /// <summary>Writes a chunk to the output. Bytes at the end of the chunk that may be the start of a secret are held back until the next chunk.</summary>
    public void Write(ReadOnlySpan<byte> piece, MemoryStream output, bool isEnd = false)
    {
        ReadOnlySpan<byte> bytes = _held.Length == 0 ? piece : (byte[])[.. _held, .. piece];
        while (true)
        {
            (int start, int length) = Find(bytes, isEnd);
#if NET
            output.Write(bytes.Slice(0, start));
#else
            output.Write(bytes.Slice(0, start).ToArray(), 0, start);
#endif
            bytes = bytes.Slice(start + length);
            if (length == 0)
            {
                _held = bytes.ToArray();
                return;
            }

            output.Write(Replacement, 0, Replacement.Length);
        }
    }

    /// <summary>Finds the first secret. If there is none, the length is 0, and the start is the position of a possible partial secret or the end of the bytes.</summary>
    private (int Start, int Length) Find(ReadOnlySpan<byte> bytes, bool isEnd)
    {
        for (int start = 0; _secrets.Length > 0; start++)
        {
            int step = bytes.Slice(start).IndexOfAny(_starts);
            if (step < 0)
            {
                break;
            }

            start += step;
            int longest = 0;
            foreach (byte[] secret in _secrets)
            {
                int length = Match(bytes.Slice(start), secret);
                if (length == Incomplete && !isEnd)
                {
                    return (start, 0);
                }

                longest = Math.Max(longest, length);
            }

            if (longest > 0)
            {
                return (start, longest);
            }

            // The second of two backslashes escapes nothing.
            start += bytes.Slice(start).StartsWith("\\\\"u8) ? 1 : 0;
        }

        return (bytes.Length, 0);
    }

    /// <summary>Returns the length of the secret at the start of the bytes, 0 if the bytes do not start with it, or <see cref="Incomplete"/> if more bytes are needed to decide.</summary>
    private static int Match(ReadOnlySpan<byte> bytes, byte[] secret)
    {
        int length = 0;
        foreach (byte character in secret)
        {
            int taken = MatchCharacter(bytes.Slice(length), character);
            if (taken <= 0)
            {
                return taken;
            }

            length += taken;
        }

        return length;
    }

    private static int MatchCharacter(ReadOnlySpan<byte> bytes, byte character) => bytes switch
    {
        [] => Incomplete,
        [var first, ..] when first == character => 1,
        [(byte)'%', ..] => MatchEscape(bytes, 1, 2, character),
        [(byte)'\\'] => Incomplete,
        [(byte)'\\', (byte)'u', ..] => MatchEscape(bytes, 2, 4, character),
        [(byte)'\\', (byte)'/' or (byte)'"', ..] when bytes[1] == character => 2,
        _ => 0,
    };

    private static int MatchEscape(ReadOnlySpan<byte> bytes, int start, int digits, byte character)
    {
        if (bytes.Length < start + digits)
        {
            return Incomplete;
        }

        bool isSame = Utf8Parser.TryParse(bytes.Slice(start, digits), out int code, out int read, 'x') && read == digits && code == character;
        return isSame ? start + digits : 0;
    }
}
