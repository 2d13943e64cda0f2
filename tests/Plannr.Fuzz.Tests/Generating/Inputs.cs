using System.Text.Encodings.Web;
using System.Text.Json.Nodes;

namespace Plannr.Fuzz.Tests.Generating;

/// <summary>Any JSON text.</summary>
public sealed record AnyJson(string Text)
{
    public override string ToString() => Text;
}

/// <summary>A JSON object with fields of a resource and other fields, all with different names and any values. Each text and each unknown name has a unique mark.</summary>
public sealed record AnyResource(string Resource, string Text)
{
    public override string ToString() => $"{Resource}: {Text}";
}

/// <summary>The bytes of a JSON text, usually damaged.</summary>
public sealed record DamagedJson(byte[] Bytes)
{
    public override string ToString() => System.Text.Encoding.Latin1.GetString(Bytes);
}

/// <summary>All bytes of an HTTP response: status, headers, encoding, framing and body, each possibly invalid.</summary>
/// <param name="Bytes">The bytes to send.</param>
/// <param name="Uncompressed">The body before compression and damage, if the body is compressed with gzip and the headers are undamaged; otherwise, null.</param>
public sealed record AnyResponse(byte[] Bytes, byte[]? Uncompressed)
{
    public override string ToString() => System.Text.Encoding.Latin1.GetString(Bytes);
}

/// <summary>Text like that in steps, errors and headers: JSON, text similar to JSON, markup, words, control characters and invalid Unicode.</summary>
public sealed record AnyText(string Text)
{
    public override string ToString() => Text;
}

/// <summary>Generates the inputs and shrinks failing ones.</summary>
public static class Inputs
{
    private static readonly JsonSerializerOptions Unescaped = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Arbitrary<AnyJson> AnyJson() => JsonGrammar.Value().Select(text => new AnyJson(text)).ToArbitrary();

    public static Arbitrary<AnyResource> AnyResource() => Arb.From(ResourceGrammar.Document(), document => Smaller(document.Text).Select(text => document with { Text = text }));

    public static Arbitrary<DamagedJson> DamagedJson() =>
        Arb.From(Damage.Bytes().Select(bytes => new DamagedJson(bytes)), damaged => Smaller(damaged.Bytes).Select(bytes => new DamagedJson(bytes)));

    public static Arbitrary<AnyText> AnyText() =>
        Arb.From(TextGrammar.Text().Select(text => new AnyText(text)), any => Smaller(any.Text.ToCharArray()).Select(letters => new AnyText(new string(letters))));

    public static Arbitrary<AnyResponse> AnyResponse() => ResponseGrammar.Response().ToArbitrary();

    /// <summary>Returns copies of the document, each without one member or item, at any level.</summary>
    private static IEnumerable<string> Smaller(string json)
    {
        JsonNode whole = JsonNode.Parse(json)!;
        for (int i = 0; Without(whole.DeepClone(), i) is { } smaller; i++)
        {
            yield return smaller.ToJsonString(Unescaped);
        }
    }

    private static JsonNode? Without(JsonNode whole, int index)
    {
        // The first member of the outermost object is kept, because without it the object could become an envelope.
        var places = new Queue<JsonNode>([whole]);
        bool isFirst = true;
        while (places.TryDequeue(out JsonNode? place))
        {
            foreach (string name in (place as JsonObject ?? []).Select(member => member.Key).Skip(isFirst ? 1 : 0).ToArray())
            {
                if (index-- == 0)
                {
                    place.AsObject().Remove(name);
                    return whole;
                }

                Follow(place[name]);
            }

            for (int i = 0; i < (place as JsonArray)?.Count; i++)
            {
                if (index-- == 0)
                {
                    place.AsArray().RemoveAt(i);
                    return whole;
                }

                Follow(place[i]);
            }

            isFirst = false;
        }

        return null;

        void Follow(JsonNode? child)
        {
            if (child is JsonObject or JsonArray)
            {
                places.Enqueue(child);
            }
        }
    }

    /// <summary>Returns copies of the input, each without one part: a half, a quarter and so on, down to a single element.</summary>
    private static IEnumerable<T[]> Smaller<T>(T[] whole)
    {
        for (int size = whole.Length / 2; size > 0; size /= 2)
        {
            for (int start = 0; start + size <= whole.Length; start += size)
            {
                yield return [.. whole[..start], .. whole[(start + size)..]];
            }
        }
    }
}
