namespace Plannr.Client.Tests.Reading;

/// <summary>Tests that text with invalid Unicode loses only its invalid characters.</summary>
public sealed class BrokenTextTests : ServedApiTests
{
    [Theory]
    [InlineData("""Ren\u00e9 \"R\" \/ \\ \n\t""", "René \"R\" / \\ \n\t")]
    [InlineData("""\ud83d\ude00""", "\U0001F600")]
    [InlineData("""a\ud83db""", "a\uFFFDb")]
    [InlineData("""a\ude00b\u00e9\n\\""", "a\uFFFDbé\n\\")]
    [InlineData("""\ud83d\ud83d\ude00""", "\uFFFD\U0001F600")]
    [InlineData("""\ud83d""", "\uFFFD")]
    public async Task Escape_sequences_are_decoded_and_unpaired_surrogates_are_replaced(string json, string expected)
    {
        AutomationExecution execution = await Api.GetAsync($$"""{"name": "{{json}}", "other": "{{json}}", "status": "completed"}""");

        Assert.Equal(expected, execution.Name);
        Assert.Equal(expected, execution.AdditionalProperties["other"]);
        Assert.Equal("completed", execution.Status);
    }

    [Theory]
    [InlineData("uuid", "\\ud83d", "\uFFFD")]
    [InlineData("created_at", "2026-05-19T18:31\\ud83d+01", "2026-05-19T18:31\uFFFD+01")]
    [InlineData("created_at", "2026-05-19T1\\ud83d+01:00", "2026-05-19T1\uFFFD+01:00")]
    public async Task Unpaired_surrogate_in_a_UUID_or_date_affects_only_that_value(string field, string json, string kept)
    {
        AutomationStep step = Assert.Single((await Api.GetAsync($$"""{"steps": [{"{{field}}": "{{json}}", "name": "A"}]}""")).Steps);

        Assert.Equal(kept, step.AdditionalProperties[field]);
        Assert.Equal("A", step.Name);
    }

    [Fact]
    public async Task Escaped_UUID_and_date_are_read()
    {
        AutomationExecution execution = await Api.GetAsync("""{"steps": [{"uuid": "\u0038434bd65-74d9-4c5b-9db3-9887e056f56f"}], "created_at": "2026-05-19T18:31:18\u002B01:00"}""");

        Assert.Equal(new System.Guid("8434bd65-74d9-4c5b-9db3-9887e056f56f"), execution.Steps[0].Uuid);
        Assert.Equal(new System.DateTimeOffset(2026, 5, 19, 18, 31, 18, System.TimeSpan.FromHours(1)), execution.CreatedAt);
    }

    [Fact]
    public async Task Invalid_UTF_8_bytes_are_replaced()
    {
        AutomationExecution execution = await Api.GetAsync([.. "{\"uuid\": \""u8, .. Encoding.UTF8.GetBytes(ServedApi.Uuid.ToString()), .. "\", \"name\": \"Ren"u8, 0xE9, .. " T\", \"x"u8, 0xFF, .. "\": \"a"u8, 0xC3, .. "\", \"status\": \"completed\"}"u8]);

        Assert.Equal("Ren\uFFFD T", execution.Name);
        Assert.Equal("a\uFFFD", execution.AdditionalProperties["x\uFFFD"]);
        Assert.Equal("completed", execution.Status);
    }

    [Fact]
    public async Task Field_with_an_invalid_name_is_kept()
    {
        AutomationExecution execution = await Api.GetAsync("""{"a\ud83d": 1, "name": "A"}""");

        Assert.Equal(1L, execution.AdditionalProperties["a\uFFFD"]);
        Assert.Equal("A", execution.Name);
    }

    [Fact]
    public async Task Null_character_in_text_is_kept() => Assert.Equal("a\0b", (await Api.GetAsync("""{"name": "a\u0000b"}""")).Name);
}
