namespace Plannr.Fuzz.Tests.Texts;

/// <summary>Tests how a step's <c>info</c> is read.</summary>
public sealed partial class StepInfoFuzz
{
    private static readonly string[] QuotedWords = ["is", "required", "\"name\"", "\"name\",", "of \"to\":", "\"a b\"", "(\"x\")", "it's"];

    [Fuzz]
    public void Errors_read_from_any_text_are_distinct_and_not_empty(AnyText text)
    {
        foreach (bool failed in new[] { false, true })
        {
            ResourceList<string> errors = StepInfo.ReadErrors(text.Text, failed);

            Assert.All(errors, error => Assert.False(string.IsNullOrWhiteSpace(error)));
            Assert.Equal(errors.Distinct(), errors);
        }
    }

    [Fuzz]
    public void Failed_step_with_nonempty_info_has_an_error(AnyText text)
    {
        // Escape sequences don't count as text, because they can represent a space.
        string unescaped = Escapes().Replace(text.Text, string.Empty);
        Assert.True(StepInfo.ReadErrors(text.Text, failed: true).Count > 0 || !unescaped.Any(char.IsLetterOrDigit) || IsEmptyText(unescaped), text.Text);
    }

    [Fuzz]
    public void Error_anywhere_in_JSON_is_found(AnyJson json, AnyJson other, int kind)
    {
        string error = "\"errors\":[\"It is m1.\"]";
        string within = (kind & 3) switch
        {
            0 => $"{{{error}}}",
            1 => $"{{\"log\":{json.Text},{error}}}",
            2 => $"[{json.Text},{{{error},\"log\":{other.Text}}}]",
            _ => $"{{\"result\":{{\"log\":[{json.Text}],{error}}},\"log\":{other.Text}}}",
        };
        if (!IsShallow(within))
        {
            return;
        }

        Assert.Contains("It is m1.", StepInfo.ReadErrors(within, failed: false));
        Assert.Contains("It is m1.", StepInfo.ReadErrors(JsonSerializer.Serialize(within), failed: false));
    }

    [Fuzz]
    public void Unescaped_quotes_do_not_truncate_an_error(int[] words)
    {
        string error = string.Join(" ", words.Select(word => QuotedWords[(word & int.MaxValue) % QuotedWords.Length]).Prepend("Field").Append("failed"));

        Assert.Equal([error], StepInfo.ReadErrors($"[{{errors : \"{error}\" }}]", failed: false));
        Assert.Equal([error], StepInfo.ReadErrors($"\"[{{errors : \"{error}\", note : \"x\" }}]\"", failed: false));
        Assert.Equal([error], StepInfo.ReadErrors($"{{\"errors\": \"{error}\",\"note\": 1}}", failed: false));
    }

    [Fuzz]
    public void Valid_JSON_is_read_correctly(AnyJson json)
    {
        if (IsShallow(json.Text) && json.Text.TrimStart()[0] is '{' or '[' && !json.Text.Contains("\\ud", StringComparison.Ordinal))
        {
            using JsonDocument document = JsonDocument.Parse(json.Text);
            Assert.Equal(Expected(document.RootElement), Shown(LooseJson.Read(json.Text)));
        }
    }

    [Fuzz]
    public void Any_text_can_be_read_as_loose_JSON(AnyText text) => _ = Shown(LooseJson.Read(text.Text));

    [GeneratedRegex("\\\\(u.{0,4}|.)")]
    private static partial Regex Escapes();

    private static bool IsShallow(string json)
    {
        try
        {
            JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 60 }).Dispose();
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>Returns whether a string is not an error because it is empty or is just null, none, false or 0.</summary>
    private static bool IsEmptyText(string text) =>
        new string(text.Where(char.IsLetterOrDigit).ToArray()).ToUpperInvariant() is "NULL" or "NONE" or "FALSE" or "0" or "";

    private static string Expected(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => $"{{{string.Join(",", element.EnumerateObject().Select(member => $"{member.Name}:{Expected(member.Value)}"))}}}",
        JsonValueKind.Array => $"[{string.Join(",", element.EnumerateArray().Select(Expected))}]",
        JsonValueKind.String => element.GetString()!,
        _ => element.GetRawText(),
    };

    private static string Shown(object? value) => value switch
    {
        List<object?> items => $"[{string.Join(",", items.Select(Shown))}]",
        List<KeyValuePair<string, object?>> entries => $"{{{string.Join(",", entries.Select(entry => $"{entry.Key}:{Shown(entry.Value)}"))}}}",
        _ => (string)value!,
    };
}
