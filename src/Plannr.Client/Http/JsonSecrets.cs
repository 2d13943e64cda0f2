namespace Plannr.Client.Http;

/// <summary>
/// Takes out of JSON what stands under the names of secrets: a text, a number, an object or a list. The JSON may be cut anywhere, behind a backslash
/// too: nothing of a value is left because its end is missing. A name can have escaped characters.
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

    /// <summary>Where the value that begins here has ended; where it begins if there is none.</summary>
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

            // What a backslash stands before ends nothing.
            i += json[i] == '\\' ? 1 : 0;
        }

        return json.Length;
    }

    /// <summary>Brackets of the other kind are no concern: in JSON they pair off in between.</summary>
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
