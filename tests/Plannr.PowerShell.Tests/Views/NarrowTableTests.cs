namespace Plannr.PowerShell.Tests.Views;

/// <summary>Tables in a narrow console.</summary>
[Collection(ModuleSession.Collection)]
public sealed class NarrowTableTests : IDisposable
{
    private readonly DemoSession _demo = new(width: 80);

    public void Dispose() => _demo.Dispose();

    [Theory]
    [InlineData("Get-PlannrAutomationExecution 82f16694-dbe3-4787-bd57-ab9eec12b43f -IncludeAccount", "^in_progress! Send client welcome pack to newly created client Gareth Thompson")]
    [InlineData("Get-PlannrTask -Name 'Check the trust deed'", "^Complete [0-9-]{10} [0-9:]{5} Check the trust deed The Wobblebottom Family D[a-z]*…$")]
    [InlineData("Get-PlannrConnection", "^Default True +Octavia Ownerby Demo +[0-9]+/500 +[1-9][0-9]* +0$")]
    public void The_first_columns_keep_their_full_width_in_a_narrow_console(string script, string row)
    {
        string[] lines = _demo.Session.Show("$PSStyle.OutputRendering = 'PlainText'; " + script);

        Assert.Matches(row, lines[^1]);
        Assert.InRange(lines[^1].Length, 1, 80);
    }
}
