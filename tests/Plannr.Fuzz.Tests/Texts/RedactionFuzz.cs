namespace Plannr.Fuzz.Tests.Texts;

/// <summary>Tests that secrets are redacted in any text, even if it is truncated.</summary>
public sealed class RedactionFuzz
{
    private const string Held = "pat-5f0d7c3a91e84b6f.c2lnbmF0dXJl/+=";

    private static readonly string[] Names = ["access_token", "refresh_token", "client_secret", "code", "password", "Token", "signing_secret"];

    private readonly Redaction _redaction = new(() => [Held]);

    [Fuzz]
    public void Secret_of_the_connection_is_redacted_in_any_text(AnyText before, AnyText after)
    {
        foreach (string form in new[] { Held, Uri.EscapeDataString(Held), Held.Replace("/", "\\/", StringComparison.Ordinal) })
        {
            string text = before.Text + form + after.Text;
            Assert.All(new[] { _redaction.Clean(text), _redaction.CleanBody(text), _redaction.CleanHeader("X-Any", text) }, clean => Assert.DoesNotContain("5f0d7c3a91e84b6f", clean, StringComparison.Ordinal));
        }
    }

    [Fuzz]
    public void Value_of_a_secret_field_is_redacted_in_truncated_JSON(AnyResource document, AnyText secret, int name, int form, int cut)
    {
        // Each letter is replaced by a mark, so that any unredacted letter is detected.
        string text = JsonSerializer.Serialize("k5q" + string.Concat(secret.Text.Select(letter => letter is '"' or '\\' or '\n' or '[' or ']' or '{' or '}' ? letter.ToString() : "k5q")));
        string value = (form & 3) switch
        {
            0 => text,
            1 => $"[{document.Text}, {text}]",
            2 => $"{{\"example\":{text},\"collection\":false}}",
            _ => $"[[{{\"a\":{{\"b\":{document.Text}, \"c\":[{text}]}}}}], {text}]",
        };
        string json = $"{{\"a\":{document.Text},\"{Names[(name & int.MaxValue) % Names.Length]}\": {value},\"b\":{document.Text}}}";
        string body = json[..((cut & int.MaxValue) % (json.Length + 1))];

        Assert.DoesNotContain("k5q", _redaction.CleanBody(body), StringComparison.Ordinal);
    }

    [Fuzz]
    public void Text_without_secrets_is_unchanged(AnyResource document) => Assert.Equal(document.Text, _redaction.CleanBody(document.Text));
}
