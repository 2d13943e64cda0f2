using System.Text.Encodings.Web;
using System.Text.Json;

namespace Plannr.Sandbox.Responses;

/// <summary>Writes JSON as PHP's <c>json_encode</c> does: only ASCII, with escaped slashes.</summary>
internal static class PhpJson
{
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Encode(JsonNode node)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Relaxed))
        {
            node.WriteTo(writer);
        }

        return EscapeAsPhp(Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length));
    }

    // Outside strings, JSON has no slashes or non-ASCII characters, so no parsing is needed.
    private static string EscapeAsPhp(string json)
    {
        var escaped = new StringBuilder(json.Length + (json.Length / 8));
        foreach (var character in json)
        {
            if (character == '/')
            {
                escaped.Append(@"\/");
            }
            else if (character > '\u007f')
            {
                escaped.Append(@"\u").Append(((int)character).ToString("x4", CultureInfo.InvariantCulture));
            }
            else
            {
                escaped.Append(character);
            }
        }

        return escaped.ToString();
    }
}
