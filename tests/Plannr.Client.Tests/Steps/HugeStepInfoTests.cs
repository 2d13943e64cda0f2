namespace Plannr.Client.Tests.Steps;

/// <summary>Tests text that would cause a stack overflow or quadratic time in a naive reader. A reader that backtracks would run far longer than the timeout.</summary>
public sealed class HugeStepInfoTests : StepTests
{
    private const int TimeoutMilliseconds = 60_000;
    private const int Many = 100_000;
    private const int Megabyte = 1_000_000;
    private const int TenMegabytes = 10_000_000;

    private static readonly Dictionary<string, Func<string>> Texts = new()
    {
        ["open brackets"] = () => "error" + new string('[', Many),
        ["open brackets from the start"] = () => new string('[', Many) + "error",
        ["pairs of brackets"] = () => new string('[', Many) + "\"error\"" + new string(']', Many),
        ["nested objects"] = () => Repeat("{\"error\":", Many) + "1" + new string('}', Many),
        ["open braces"] = () => new string('{', Megabyte) + "error",
        ["closing brackets"] = () => "[error" + new string(']', Megabyte),
        ["mixed brackets"] = () => Repeat("[{", Megabyte / 2) + "error",
        ["quotes"] = () => "[error" + new string('"', Megabyte),
        ["quotes and spaces"] = () => "[error" + Repeat("\" ", Megabyte / 2),
        ["quotes, then spaces"] = () => "[error, \"" + Repeat("\"    ", Megabyte / 5),
        ["single quotes"] = () => "{error: '" + new string('\'', Megabyte),
        ["a quoted text of quotes"] = () => new string('"', Megabyte),
        ["backslashes"] = () => "{\"error\": \"" + new string('\\', Megabyte),
        ["escapes"] = () => "{\"error\": \"" + Repeat("\\u00e9", Megabyte / 6),
        ["commas"] = () => "[error" + new string(',', Megabyte),
        ["colons"] = () => "{error" + new string(':', Megabyte),
        ["spaces"] = () => "[error" + new string(' ', Megabyte),
        ["a long word"] = () => "{error: " + new string('x', Megabyte),
        ["quotes and commas"] = () => "{\"error\": \"" + Repeat("a\", \"", Megabyte / 5),
        ["quotes and commas in a list"] = () => "[error, \"" + Repeat("a\", b ", Megabyte / 6),
        ["quotes and colons in a list"] = () => "[error, \"" + Repeat("a\": ", Megabyte / 4),
        ["quotes of two kinds"] = () => "{\"error\": \"" + Repeat("a\", '", Megabyte / 5),
        ["words"] = () => Repeat("not failed    ", Megabyte / 14),
        ["words and spaces"] = () => "failed" + new string(' ', Megabyte) + "x",
        ["many errors"] = () => "[" + Repeat("{errors: \"a\"},", Megabyte / 14) + "]",
    };

    public static TheoryData<string> Names() => [.. Texts.Keys];

    [Theory(Timeout = TimeoutMilliseconds)]
    [MemberData(nameof(Names))]
    public async Task Huge_text_is_read_within_the_timeout_and_kept(string name)
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
