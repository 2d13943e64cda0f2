using Plannr.Client.Tests.Reading;

namespace Plannr.Fuzz.Tests.Reading;

/// <summary>Tests that valid JSON is read completely and that other bodies are rejected as invalid JSON.</summary>
public sealed partial class BodyFuzz
{
    private static readonly JsonReaderOptions Options = new() { MaxDepth = JsonCursor.MaxDepth, CommentHandling = JsonCommentHandling.Skip };

    [Fuzz]
    public void No_text_or_unknown_name_in_a_resource_is_lost(AnyResource document)
    {
        PlannrResource? resource = ResourceReader.Named(document.Resource).ReadOne(Encoding.UTF8.GetBytes(document.Text));

        Assert.NotNull(resource);
        string all = string.Join("\n", EveryText.In(resource));
        string[] lost = ResourceGrammar.MarksIn(document.Text).Select(mark => mark.Value).Where(mark => !all.Contains(mark, StringComparison.Ordinal)).ToArray();
        Assert.True(lost.Length == 0, $"{string.Join(" ", lost)} in:\n{all}");
    }

    [Fuzz]
    public void Order_of_fields_does_not_matter(AnyResource document)
    {
        ResourceReader reader = ResourceReader.Named(document.Resource);
        using JsonDocument json = JsonDocument.Parse(document.Text);
        string reversed = $"{{{string.Join(",", json.RootElement.EnumerateObject().Reverse().Select(member => $"\"{member.Name}\":{member.Value.GetRawText()}"))}}}";

        Assert.Equal(PropertyDump.Of(reader.ReadOne(Encoding.UTF8.GetBytes(document.Text))!), PropertyDump.Of(reader.ReadOne(Encoding.UTF8.GetBytes(reversed))!));
    }

    [Fuzz]
    public void Object_with_numeric_keys_is_read_as_a_list(AnyResource first, AnyResource second, int[] numbers)
    {
        ResourceReader reader = ResourceReader.Named(nameof(AutomationExecution));
        string[] items = [first.Text, second.Text, .. numbers.Select(number => number % 3 == 0 ? "null" : first.Text)];
        string list = $"{{\"steps\":[{string.Join(",", items)}]}}";
        string withGaps = $"{{\"steps\":{{{string.Join(",", items.Select((item, index) => $"\"{(2 * index) + 1}\":{item}"))}}}}}";

        Assert.Equal(PropertyDump.Of(reader.ReadOne(Encoding.UTF8.GetBytes(list))!), PropertyDump.Of(reader.ReadOne(Encoding.UTF8.GetBytes(withGaps))!));
    }

    [Fuzz]
    public void Text_of_a_resource_contains_no_type_names(AnyResource document)
    {
        foreach (ResourceReader reader in ResourceReader.All)
        {
            PlannrResource resource = reader.ReadOne(Encoding.UTF8.GetBytes(document.Text))!;
            Assert.DoesNotContain("System.", resource.ToString(), StringComparison.Ordinal);
            Assert.DoesNotContain("Plannr.", resource.ToString(), StringComparison.Ordinal);
            foreach (System.Reflection.PropertyInfo property in reader.Type.GetProperties())
            {
                _ = property.GetValue(resource)?.ToString();
            }
        }
    }

    [Fuzz]
    public void Damaged_body_is_read_only_if_it_is_valid_JSON(DamagedJson body)
    {
        JsonTokenType? first = FirstToken(body.Bytes);
        foreach (ResourceReader reader in ResourceReader.All)
        {
            PlannrResource? one = Try(() => reader.ReadOne(body.Bytes), first is not null);
            PlannrResource? whole = Try(() => reader.ReadObject(body.Bytes), first is not null);

            Assert.True(first is JsonTokenType.StartObject == whole is not null, reader.Name);
            Assert.True(first is JsonTokenType.StartObject or JsonTokenType.StartArray || one is null, reader.Name);
        }
    }

    [Fuzz]
    public void Values_read_without_a_resource_type_match_the_JSON(AnyJson json)
    {
        byte[] body = Encoding.UTF8.GetBytes(json.Text);
        bool isJson = FirstToken(body) is not null;

        object? value = Try(() => JsonBody.ReadPlain(body), isJson);

        if (isJson && !UnpairedSurrogateInName().IsMatch(json.Text))
        {
            using JsonDocument document = JsonDocument.Parse(json.Text);
            Assert.Equal(Expected(document.RootElement), Shown(value));
        }
    }

    /// <summary>Matches any name that may have an unpaired surrogate. JsonDocument can't return such a name.</summary>
    [GeneratedRegex("\\\\ud[^:,\\[\\]{}]*:")]
    private static partial Regex UnpairedSurrogateInName();

    private static T? Try<T>(Func<T?> read, bool isJson)
        where T : class
    {
        try
        {
            T? result = read();
            Assert.True(isJson, "Invalid JSON was read.");
            return result;
        }
        catch (JsonException) when (!isJson)
        {
            return null;
        }
    }

    /// <summary>Returns the first token of a body, or null if it is not valid JSON.</summary>
    private static JsonTokenType? FirstToken(byte[] body)
    {
        ReadOnlySpan<byte> mark = [0xEF, 0xBB, 0xBF];
        var reader = new Utf8JsonReader(body.AsSpan().StartsWith(mark) ? body.AsSpan(mark.Length) : body, Options);
        try
        {
            reader.Read();
            JsonTokenType first = reader.TokenType;
            while (reader.Read())
            {
            }

            return first;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Returns the document in a canonical form: with only the last of several members with the same name, and with numbers formatted by value.</summary>
    private static string Expected(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => $"{{{string.Join(",", element.EnumerateObject().GroupBy(member => member.Name)
            .OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => $"{group.Key}:{Expected(group.Last().Value)}"))}}}",
        JsonValueKind.Array => $"[{string.Join(",", element.EnumerateArray().Select(Expected))}]",
        JsonValueKind.String => $"'{ReplaceSurrogates(element)}'",
        JsonValueKind.Number => Number(double.Parse(element.GetRawText(), CultureInfo.InvariantCulture)),
        _ => element.GetRawText(),
    };

    private static string Shown(object? value) => value switch
    {
        null => "null",
        bool flag => flag ? "true" : "false",
        string text when double.TryParse(text, CultureInfo.InvariantCulture, out double huge) && double.IsInfinity(huge) => Number(huge),
        string text => $"'{text}'",
        ResourceMap<object?> map => $"{{{string.Join(",", map.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => $"{entry.Key}:{Shown(entry.Value)}"))}}}",
        IEnumerable<object?> list => $"[{string.Join(",", list.Select(Shown))}]",
        System.Numerics.BigInteger number => Number((double)number),
        _ => Number(Convert.ToDouble(value, CultureInfo.InvariantCulture)),
    };

    /// <summary>Formats a number with only as many digits as conversions between number types preserve.</summary>
    private static string Number(double value) => value == 0 ? "0" : value.ToString("G12", CultureInfo.InvariantCulture);

    private static string ReplaceSurrogates(JsonElement text)
    {
        try
        {
            return text.GetString()!;
        }
        catch (InvalidOperationException)
        {
            // JsonDocument can't return a string that contains an unpaired surrogate. Encoding the string as UTF-8 replaces the surrogate.
            return Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(Regex.Unescape(text.GetRawText()[1..^1])));
        }
    }
}
