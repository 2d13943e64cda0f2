namespace Plannr.Client.Tests.Steps;

/// <summary>Tests text that would cause a stack overflow or quadratic time in a naive reader. A reader that backtracks would run for hours.</summary>
public sealed class HugeStepInfoTests : StepTests
{
    private const int TimeoutMilliseconds = 60_000;
    private const int Many = 100_000;
    private const int TwoMegabytes = 2_000_000;
    private const int TenMegabytes = 10_000_000;

    private static readonly Dictionary<string, Func<string>> Texts = new()
    {
        ["open brackets"] = () => "error" + new string('[', Many),
        ["open brackets from the start"] = () => new string('[', Many) + "error",
        ["pairs of brackets"] = () => new string('[', Many) + "\"error\"" + new string(']', Many),
        ["nested objects"] = () => Repeat("{\"error\":", Many) + "1" + new string('}', Many),
        ["open braces"] = () => new string('{', TwoMegabytes) + "error",
        ["closing brackets"] = () => "[error" + new string(']', TwoMegabytes),
        ["mixed brackets"] = () => Repeat("[{", TwoMegabytes / 2) + "error",
        ["quotes"] = () => "[error" + new string('"', TwoMegabytes),
        ["quotes and spaces"] = () => "[error" + Repeat("\" ", TwoMegabytes / 2),
        ["quotes, then spaces"] = () => "[error, \"" + Repeat("\"    ", TwoMegabytes / 5),
        ["single quotes"] = () => "{error: '" + new string('\'', TwoMegabytes),
        ["a quoted text of quotes"] = () => new string('"', TwoMegabytes),
        ["backslashes"] = () => "{\"error\": \"" + new string('\\', TwoMegabytes),
        ["escapes"] = () => "{\"error\": \"" + Repeat("\\u00e9", TwoMegabytes / 6),
        ["commas"] = () => "[error" + new string(',', TwoMegabytes),
        ["colons"] = () => "{error" + new string(':', TwoMegabytes),
        ["spaces"] = () => "[error" + new string(' ', TwoMegabytes),
        ["a long word"] = () => "{error: " + new string('x', TwoMegabytes),
        ["quotes and commas"] = () => "{\"error\": \"" + Repeat("a\", \"", TwoMegabytes / 5),
        ["quotes and commas in a list"] = () => "[error, \"" + Repeat("a\", b ", TwoMegabytes / 6),
        ["quotes and colons in a list"] = () => "[error, \"" + Repeat("a\": ", TwoMegabytes / 4),
        ["quotes of two kinds"] = () => "{\"error\": \"" + Repeat("a\", '", TwoMegabytes / 5),
        ["words"] = () => Repeat("not failed    ", TwoMegabytes / 14),
        ["words and spaces"] = () => "failed" + new string(' ', TwoMegabytes) + "x",
        ["many errors"] = () => "[" + Repeat("{errors: \"a\"},", TwoMegabytes / 14) + "]",
    };

    public static TheoryData<string> Names() => [.. Texts.Keys];

    [Theory(Timeout = TimeoutMilliseconds)]
    [MemberData(nameof(Names))]
    public async Task Huge_text_is_read_in_time_and_kept(string name)
    {
        string info = Texts[name]();
        foreach (string status in new[] { "completed", "failed" })
        {
            AutomationStep step = await GetStepAsync(status, info);

            Assert.True(info == step.Info, "The raw text changed.");
            Assert.True(status == "completed" || step.HasError);
        }
    }

    [Fact(Timeout = TimeoutMilliseconds)]
    public async Task Error_at_the_end_of_ten_megabytes_is_found()
    {
        string info = "{\"log\": \"" + new string('x', TenMegabytes) + "\", \"errors\": [\"found\"]}";

        Assert.Equal(["found"], (await GetStepAsync("completed", info)).Errors);
    }

    private static string Repeat(string text, int count) => string.Concat(Enumerable.Repeat(text, count));
}
