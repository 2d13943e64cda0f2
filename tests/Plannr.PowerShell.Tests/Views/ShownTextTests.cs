namespace Plannr.PowerShell.Tests.Views;

public sealed class ShownTextTests
{
    [Theory]
    [InlineData(null, "")]
    [InlineData("Żółcisława 逍遥 \ud83d\ude00", "Żółcisława 逍遥 \ud83d\ude00")]
    [InlineData("a\u001b[2Jb", "a?[2Jb")]
    [InlineData("a\u001b]0;title\u0007b", "a?]0;title?b")]
    [InlineData("a\u009b31mb\0c\u007f", "a?31mb?c?")]
    [InlineData("a\u202eb\u2066c", "a?b?c")]
    [InlineData("a\r\nb\nc\rd\te\u2028f\u0085g", "a b c d e f g")]
    public void A_cell_is_one_line_without_control_characters(string? text, string shown) => Assert.Equal(shown, ShownText.Clean(text));

    [Fact]
    public void CleanLines_keeps_line_breaks() => Assert.Equal("a\nb\nc?d", ShownText.CleanLines("a\r\nb\rc\bd"));

    [Fact]
    public void List_values_are_joined_and_cleaned() => Assert.Equal("a?; b", ShownText.Clean(new ResourceList<string>(["a\u001b", "b"])));

    [Theory]
    [InlineData("", 0)]
    [InlineData("Mabel", 5)]
    [InlineData("Żółcisława", 10)]
    [InlineData("逍遥", 4)]
    [InlineData("한국어", 6)]
    [InlineData("ＡＢ", 4)]
    [InlineData("ﾊﾝｶｸ", 4)]
    [InlineData("\ud83d\ude00!", 3)]
    [InlineData("✅ done", 7)]
    [InlineData("e\u0301a", 2)]
    [InlineData("❤\ufe0f", 2)]
    [InlineData("\ud842\udfb7", 2)]
    [InlineData("\u001b[31mred\u001b[0m", 3)]
    public void Wide_characters_take_two_columns_and_combining_marks_take_none(string text, int columns) => Assert.Equal(columns, TextWidth.Measure(text));

    [Fact]
    public void A_long_word_is_split_only_between_characters()
    {
        Assert.Equal(["逍遥逍", "遥"], WrappedText.Wrap("逍遥逍遥", 7));
        Assert.Equal(["\ud83d\ude00\ud83d\ude00", "\ud83d\ude00"], WrappedText.Wrap("\ud83d\ude00\ud83d\ude00\ud83d\ude00", 5));
        Assert.Equal(["abe\u0301", "d"], WrappedText.Wrap("abe\u0301d", 3));
        Assert.Equal(["逍", "遥"], WrappedText.Wrap("逍遥", 1));
        Assert.Equal(["\u001b[31mabc", "de\u001b[0m"], WrappedText.Wrap("\u001b[31mabcde\u001b[0m", 3));
    }

    [Fact]
    public void Words_of_wide_characters_wrap_to_the_next_line() =>
        Assert.Equal(["逍遥 逍遥", "逍遥"], WrappedText.Wrap(string.Join(' ', Enumerable.Repeat("逍遥", 3)), 10));
}
