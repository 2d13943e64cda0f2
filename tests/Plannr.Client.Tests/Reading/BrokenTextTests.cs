using System.Threading.Tasks;
using Plannr.Client.Tests.Serving;
using Xunit;

namespace Plannr.Client.Tests.Reading;

/// <summary>Text that is not valid Unicode costs its broken letters and nothing more.</summary>
public sealed class BrokenTextTests : ServedApiTests
{
    [Theory]
    [InlineData("""Ren\u00e9 \"R\" \/ \\ \n\t""", "René \"R\" / \\ \n\t")]
    [InlineData("""\ud83d\ude00""", "\U0001F600")]
    [InlineData("""a\ud83db""", "a\uFFFDb")]
    [InlineData("""a\ude00b\u00e9\n\\""", "a\uFFFDbé\n\\")]
    [InlineData("""\ud83d\ud83d\ude00""", "\uFFFD\U0001F600")]
    [InlineData("""\ud83d""", "\uFFFD")]
    public async Task Escaped_letters_are_read_and_lone_surrogates_replaced(string json, string expected)
    {
        AutomationExecution execution = await Api.GetAsync($$"""{"name": "{{json}}", "other": "{{json}}", "status": "completed"}""");

        Assert.Equal(expected, execution.Name);
        Assert.Equal(expected, execution.AdditionalProperties["other"]);
        Assert.Equal("completed", execution.Status);
    }

    [Fact]
    public async Task Bytes_that_are_not_UTF_8_are_replaced()
    {
        AutomationExecution execution = await Api.GetAsync([.. "{\"name\": \"Ren"u8, 0xE9, .. " T\", \"x"u8, 0xFF, .. "\": \"a"u8, 0xC3, .. "\", \"status\": \"completed\"}"u8]);

        Assert.Equal("Ren\uFFFD T", execution.Name);
        Assert.Equal("a\uFFFD", execution.AdditionalProperties["x\uFFFD"]);
        Assert.Equal("completed", execution.Status);
    }

    [Fact]
    public async Task A_field_whose_name_is_broken_is_kept()
    {
        AutomationExecution execution = await Api.GetAsync("""{"a\ud83d": 1, "name": "A"}""");

        Assert.Equal(1L, execution.AdditionalProperties["a\uFFFD"]);
        Assert.Equal("A", execution.Name);
    }

    [Fact]
    public async Task A_zero_character_in_a_text_stays() => Assert.Equal("a\0b", (await Api.GetAsync("""{"name": "a\u0000b"}""")).Name);
}
