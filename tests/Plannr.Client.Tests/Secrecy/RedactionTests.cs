namespace Plannr.Client.Tests.Secrecy;

/// <summary>Tests that secrets are redacted by value and by name, and that other text is unchanged.</summary>
public sealed class RedactionTests
{
    private const string Held = "abc/def+ghi=jkl";

    private readonly Redaction _redaction = new(() => [Held, "x", "five5", "sixsix"]);

    [Theory]
    [InlineData($"token {Held}.", "token ***.")]
    [InlineData($"{Held}{Held}", "******")]
    [InlineData("abc%2Fdef%2Bghi%3Djkl", "***")]
    [InlineData(@"abc\/def+ghi=jkl", "***")]
    [InlineData("Bearer eyJhbGciOiJIUzI1NiJ9.e30.sig-_", "Bearer ***")]
    [InlineData("authorization: bearer 12|AbCdEf", "authorization: bearer ***")]
    [InlineData("Basic dXNlcjpwYXNz", "Basic ***")]
    [InlineData("is sixsix five5", "is *** five5")]
    [InlineData("/callback?code=4%2F0A&state=5", "/callback?code=***&state=5")]
    [InlineData("grant_type=refresh_token&refresh_token=r1&client_secret=s1&client_id=c1", "grant_type=refresh_token&refresh_token=***&client_secret=***&client_id=c1")]
    [InlineData("PASSWORD=hunter2 next", "PASSWORD=*** next")]
    [InlineData("abc%2fdef%2bghi%3djkl", "***")]
    [InlineData(@"abc\u002Fdef\u002bghi=jkl", "***")]
    [InlineData(@"\u0061bc/def+ghi=jkl", "***")]
    [InlineData("client%5Fsecret=s1&access\\u005ftoken=t1", "client%5Fsecret=***&access\\u005ftoken=***")]
    [InlineData("proxy 'http://user:password@host:8080/' failed", "proxy 'http://***@host:8080/' failed")]
    [InlineData("https://user@host, //u:p@h/@x", "https://***@host, //***@h/@x")]
    [InlineData("http://u:p@ss@host/a?b=c@d", "http://***@host/a?b=c@d")]
    [InlineData(@"{""url"":""https:\/\/u:p@host\/a""}", @"{""url"":""https:\/\/***@host\/a""}")]
    [InlineData("back=http%3A%2F%2Fu%3Ap%2540s%40host%2Fa%40b&next=1", "back=http%3A%2F%2F***%40host%2Fa%40b&next=1")]
    [InlineData("http://host/%3A%2f%2fu:p%40host", "http://host/%3A%2f%2f***%40host")]
    [InlineData("", "")]
    [InlineData(null, "")]
    public void Secrets_are_redacted(string? text, string expected) => Assert.Equal(expected, _redaction.Clean(text));

    [Theory]
    [InlineData("No query results for model [App\\Models\\Execution]")]
    [InlineData("?postcode=LS1&include=account")]
    [InlineData("The box is extra large")]
    [InlineData("See https://host.example:8080/a or write to help@host.example")]
    [InlineData("""{"a":"http://host","b":"me@host"}""")]
    [InlineData(@"back\\u0061bc/def+ghi=jkl")]
    [InlineData("status code 404")]
    public void Text_without_secrets_is_unchanged(string text) => Assert.Equal(text, _redaction.Clean(text));

    [Theory]
    [InlineData("""{"access_token":"a","refresh_token" : "b\"c","expires_in":3600}""", """{"access_token":"***","refresh_token" : "***","expires_in":3600}""")]
    [InlineData("""{"password": 12345, "name": "A"}""", """{"password": "***", "name": "A"}""")]
    [InlineData("""{"Plain_Text_Token":"cut o""", """{"Plain_Text_Token":"***" """)]
    [InlineData("""{"token":"cut after a backslash\""", """{"token":"***" """)]
    [InlineData("{\"token\":\"broken\\\nline\",\"b\":1}", """{"token":"***","b":1}""")]
    [InlineData("""{"a":1,"password":{"new":"b","old":["c"]},"d":[2]}""", """{"a":1,"password":"***","d":[2]}""")]
    [InlineData("""{"client_secret": ["a", {"b": "]}\"]"}], "c": {"token": {}}}""", """{"client_secret": "***", "c": {"token": "***"}}""")]
    [InlineData("""{"signing_secret":{"example":"a","collection":false}},{"signing_secret":["b"]}""", """{"signing_secret":"***"},{"signing_secret":"***"}""")]
    [InlineData("""{"signing_secret":{"example":"cut o""", """{"signing_secret":"***" """)]
    [InlineData("""{"token":["cut", "after a backslash\""", """{"token":"***" """)]
    [InlineData("""{"token":["closed by another"}, "b"]}""", """{"token":"***"}""")]
    [InlineData("""{"access\u005ftoken":"a","\u0050assword" : 1,"c\u006F\u0064e":["b"]}""", """{"access\u005ftoken":"***","\u0050assword" : "***","c\u006F\u0064e":"***"}""")]
    [InlineData("""{"token":,"secret":}""", """{"token":,"secret":}""")]
    [InlineData("""{"token":"?code=a\"b", "secret":["?code=c\"]", "d"]}""", """{"token":"***", "secret":"***"}""")]
    [InlineData("""{"token_name": "a", "my_password_hint": "b", "type": "token"}""", """{"token_name": "a", "my_password_hint": "b", "type": "token"}""")]
    public void Secrets_in_a_body_are_redacted_by_name(string body, string expected) => Assert.Equal(expected.TrimEnd(), _redaction.CleanBody(body));

    [Theory]
    [InlineData("access_token")]
    [InlineData("refresh_token")]
    [InlineData("client_secret")]
    [InlineData("id_token")]
    [InlineData("code")]
    [InlineData("code_verifier")]
    [InlineData("token")]
    [InlineData("password")]
    [InlineData("signing_secret")]
    [InlineData("plain_text_token")]
    [InlineData("secret")]
    [InlineData("api_key")]
    public void Value_of_each_secret_field_is_redacted_in_a_form_and_in_JSON(string name)
    {
        Assert.Equal($"a=1&{name}=***&b=2", _redaction.Clean($"a=1&{name}=abc&b=2"));
        Assert.Equal($"{{\"{name}\":\"***\"}}", _redaction.CleanBody($"{{\"{name}\":\"abc\"}}"));
    }

    [Theory]
    [InlineData($"{Held}", "***")]
    [InlineData($"a {Held} b {Held}c", "a *** b ***c")]
    [InlineData($"five5 sixsix{Held}é token=abc", "five5 ******é token=abc")]
    [InlineData("token=abc&password=1 Bearer abc", "token=abc&password=1 Bearer abc")]
    public void CleanOwn_redacts_only_the_secrets_of_the_connection(string body, string expected)
    {
        Assert.Equal(expected, Encoding.UTF8.GetString(_redaction.CleanOwnStart(Encoding.UTF8.GetBytes(body), int.MaxValue)));
        Assert.Equal(expected, _redaction.CleanOwn(body));
    }

    [Theory]
    [InlineData("Authorization", "anything", "***")]
    [InlineData("authorization", "anything", "***")]
    [InlineData("Set-Cookie", "session=1", "***")]
    [InlineData("Proxy-Authorization", "anything", "***")]
    [InlineData("COOKIE", "session=1", "***")]
    [InlineData("x-signature", "anything", "***")]
    [InlineData("X-Firm-Token", "anything", "***")]
    [InlineData("Client-SECRET", "anything", "***")]
    [InlineData("X-Password", "anything", "***")]
    [InlineData("X-Api-Key", "anything", "***")]
    [InlineData("ApiKey", "anything", "***")]
    [InlineData("X-Credentials", "anything", "***")]
    [InlineData("X-Key", "anything", "anything")]
    [InlineData("X-Echo", $"it was {Held}", "it was ***")]
    [InlineData("X-Ratelimit-Remaining", "499", "499")]
    public void Secret_headers_are_replaced_and_secrets_in_other_headers_redacted(string name, string value, string expected) =>
        Assert.Equal(expected, _redaction.CleanHeader(name, value));

    [Fact]
    public void Only_the_current_secret_is_redacted_after_a_change()
    {
        string current = "first-secret";
        var redaction = new Redaction(() => [current]);
        Assert.Equal("***", redaction.Clean("first-secret"));

        current = "second-secret";

        Assert.Equal("first-secret ***", redaction.Clean("first-secret second-secret"));
    }

    [Fact(Timeout = 60_000)]
    public async Task Huge_text_is_redacted_within_the_timeout()
    {
        foreach (char letter in "\"[{}\\/%a")
        {
            // The text is so long that an algorithm with quadratic time would exceed the timeout.
            string body = new(letter, 500_000);
            string clean = await Task.Run(() => _redaction.CleanBody("{\"token\":" + body + new string(' ', 500_000)));

            Assert.NotEmpty(clean);
        }
    }
}
