using System.Collections;
using System.Numerics;
using System.Text.Encodings.Web;

namespace Plannr.Client.Json;

/// <summary>Serializes plain .NET values as JSON: the values that <see cref="PlainValue"/> reads, and parameter values.</summary>
internal static class JsonText
{
    // The JSON is not embedded in HTML, so only the characters that JSON requires are escaped.
    private static readonly JavaScriptEncoder Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    /// <exception cref="NotSupportedException">A value has a type that can't be serialized, or is nested too deeply.</exception>
    public static byte[] Utf8(object? value, bool isIndented = false)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = Encoder, Indented = isIndented }))
        {
            Write(writer, value, 0);
        }

        return buffer.ToArray();
    }

    private static void Write(Utf8JsonWriter writer, object? value, int depth)
    {
        if (depth > JsonCursor.MaxDepth)
        {
            throw new NotSupportedException($"it is nested more than {JsonCursor.MaxDepth} levels deep, possibly because it contains a reference to itself.");
        }

        switch (value)
        {
            case null:
                writer.WriteNullValue();
                break;
            case string text:
                writer.WriteStringValue(text);
                break;
            case bool flag:
                writer.WriteBooleanValue(flag);
                break;
            case IDictionary map:
                writer.WriteStartObject();
                foreach (DictionaryEntry entry in map)
                {
                    writer.WritePropertyName(Convert.ToString(entry.Key, CultureInfo.InvariantCulture)!);
                    Write(writer, entry.Value, depth + 1);
                }

                writer.WriteEndObject();
                break;
            case IEnumerable items:
                writer.WriteStartArray();
                foreach (object? item in items)
                {
                    Write(writer, item, depth + 1);
                }

                writer.WriteEndArray();
                break;
            case sbyte or byte or short or ushort or int or uint or long or ulong or decimal or BigInteger:
                writer.WriteRawValue(Convert.ToString(value, CultureInfo.InvariantCulture)!);
                break;
            case double number when !double.IsNaN(number) && !double.IsInfinity(number):
                writer.WriteNumberValue(number);
                break;
            case float number when !float.IsNaN(number) && !float.IsInfinity(number):
                writer.WriteNumberValue(number);
                break;
            case DateTimeOffset date:
                writer.WriteStringValue(date.ToString(ReadableText.DateFormat, CultureInfo.InvariantCulture));
                break;
            case DateTime date:
                writer.WriteStringValue(new DateTimeOffset(date).ToString(ReadableText.DateFormat, CultureInfo.InvariantCulture));
                break;
            case Guid or Uri or char or Enum:
                writer.WriteStringValue(value.ToString());
                break;
            default:
                throw new NotSupportedException($"it contains a value of type {value.GetType()}.");
        }
    }
}
