using System.Text.Encodings.Web;
using System.Text.Json.Nodes;

namespace Plannr.Fuzz.Tests.Generating;

/// <summary>Any JSON text.</summary>
public sealed record AnyJson(string Text)
{
    public override string ToString() => Text;
}

/// <summary>A JSON object with the names of a resource's fields and others, each once, and anything at all in them; each text and each unknown name has a mark of its own.</summary>
public sealed record AnyResource(string Resource, string Text)
{
    public override string ToString() => $"{Resource}: {Text}";
}

/// <summary>Bytes that were a JSON text before something happened to them.</summary>
public sealed record DamagedJson(byte[] Bytes)
{
    public override string ToString() => System.Text.Encoding.Latin1.GetString(Bytes);
}

/// <summary>All bytes of an HTTP response: status, headers, encoding, framing and body, each of them possibly wrong.</summary>
/// <param name="Bytes">What goes over the wire.</param>
/// <param name="Unpacked">The body before it was packed and damaged; null if the response does not say that it is packed with gzip.</param>
public sealed record AnyResponse(byte[] Bytes, byte[]? Unpacked)
{
    public override string ToString() => System.Text.Encoding.Latin1.GetString(Bytes);
}

/// <summary>Text of the kind that steps, errors and headers hold: JSON, what looks like it, markup, words, control characters, broken Unicode.</summary>
public sealed record AnyText(string Text)
{
    public override string ToString() => Text;
}

/// <summary>Where the inputs come from, and how a failing one is made smaller.</summary>
public static class Inputs
{
    private static readonly JsonSerializerOptions AsItIs = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Arbitrary<AnyJson> AnyJson() => JsonGrammar.Value().Select(text => new AnyJson(text)).ToArbitrary();

    public static Arbitrary<AnyResource> AnyResource() => Arb.From(ResourceGrammar.Document(), document => Smaller(document.Text).Select(text => document with { Text = text }));

    public static Arbitrary<DamagedJson> DamagedJson() =>
        Arb.From(Damage.Bytes().Select(bytes => new DamagedJson(bytes)), damaged => Smaller(damaged.Bytes).Select(bytes => new DamagedJson(bytes)));

    public static Arbitrary<AnyText> AnyText() =>
        Arb.From(TextGrammar.Text().Select(text => new AnyText(text)), any => Smaller(any.Text.ToCharArray()).Select(letters => new AnyText(new string(letters))));

    public static Arbitrary<AnyResponse> AnyResponse() => ResponseGrammar.Response().ToArbitrary();

    /// <summary>The document without one of its members or items, or one of those of them.</summary>
    private static IEnumerable<string> Smaller(string json)
    {
        JsonNode whole = JsonNode.Parse(json)!;
        for (int i = 0; Without(whole.DeepClone(), i) is { } smaller; i++)
        {
            yield return smaller.ToJsonString(AsItIs);
        }
    }

    private static JsonNode? Without(JsonNode whole, int index)
    {
        // The first member of the outermost object keeps it from being an envelope.
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

    /// <summary>The input without its first half, its second half, a quarter and so on, down to one element.</summary>
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
