namespace Plannr.PowerShell.Tests.Views;

[Collection(ModuleSession.Collection)]
public class ColourTests
{
    private const string Escape = "\u001b";
    private const string Two = "Get-PlannrAutomationExecution 0f7cb7d9-64a1-5c0e-9d3b-2b8e5a9f1c20, 0f7cb7d9-64a1-5c0e-9d3b-2b8e5a9f1cff";

    [Fact]
    public void Statuses_are_coloured_and_the_columns_stay_aligned()
    {
        using var demo = new DemoSession(supportsVirtualTerminal: true);

        string[] lines = demo.Session.Show("$PSStyle.OutputRendering = 'Ansi'; " + Two);

        Assert.StartsWith("\u001b[36min_progress\u001b[0m Send client", lines[2], StringComparison.Ordinal);
        Assert.StartsWith("\u001b[91mfailed\u001b[0m      Send client", lines[3], StringComparison.Ordinal);
    }

    [Fact]
    public void Step_statuses_are_coloured()
    {
        using var demo = new DemoSession(supportsVirtualTerminal: true);

        string[] lines = demo.Session.Show("$PSStyle.OutputRendering = 'Ansi'; (Get-PlannrAutomationExecution 82f16694-dbe3-4787-bd57-ab9eec12b43f).Steps");

        Assert.StartsWith("1 \u001b[93mcompleted!\u001b[0m 2026-05-19 18:31 Send SMS", lines[2], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Plain_text_rows_have_no_escape_sequences(bool supportsVirtualTerminal)
    {
        using var demo = new DemoSession(supportsVirtualTerminal: supportsVirtualTerminal);

        string[] rows = [.. demo.Session.Show("$PSStyle.OutputRendering = 'PlainText'; " + Two).Skip(2)];

        Assert.Equal(2, rows.Length);
        Assert.DoesNotContain(rows, row => row.Contains(Escape, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("completed", false, "completed")]
    [InlineData("completed", true, "completed!")]
    [InlineData("failed", true, "failed")]
    [InlineData("something_new", false, "something_new")]
    [InlineData("something_new", true, "something_new!")]
    [InlineData(null, false, "")]
    public void A_host_without_styles_shows_the_status_as_plain_text(string? status, bool hasError, string text) =>
        Assert.Equal(text, StatusText.Format(status, hasError, style: null));

    [Theory]
    [InlineData("failed", true, "BrightRed")]
    [InlineData("completed", true, "BrightYellow")]
    [InlineData("completed", false, "Green")]
    [InlineData("in_progress", false, "Cyan")]
    public void The_colour_depends_on_the_status_and_on_errors(string status, bool hasError, string colour)
    {
        using var session = new ModuleSession(supportsVirtualTerminal: true);
        session.Run("$PSStyle.OutputRendering = 'Ansi'").ShouldSucceed();

        string expected = session.Run($"$PSStyle.Foreground.{colour}").ShouldSucceed().As<string>()[0];
        string shown = session.Run($"[Plannr.PowerShell.Automations.StatusText]::Format('{status}', ${hasError}, $PSStyle)").ShouldSucceed().As<string>()[0];

        Assert.Equal($"{expected}{status}{(status == "completed" && hasError ? "!" : string.Empty)}\u001b[0m", shown);
    }
}
