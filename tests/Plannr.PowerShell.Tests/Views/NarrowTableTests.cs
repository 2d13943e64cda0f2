namespace Plannr.PowerShell.Tests.Views;

/// <summary>On a narrow console what stands first stays readable. Columns without a width of their own would be squeezed to a letter there.</summary>
[Collection(ModuleSession.Collection)]
public sealed class NarrowTableTests : IDisposable
{
    private readonly DemoSession _demo = new(width: 80);

    public void Dispose() => _demo.Dispose();

    [Theory]
    [InlineData("Get-PlannrAutomationExecution 82f16694-dbe3-4787-bd57-ab9eec12b43f -IncludeAccount", "^in_progress! Send client we… 82f16694-dbe3-4787-bd57-ab9eec12b43f Gareth Thomp")]
    [InlineData("Get-PlannrTask -Name 'Check the trust deed'", "^Complete     Check the trust deed     The Wobblebotto… highest ")]
    [InlineData("Get-PlannrConnection", "^Default +True +Demo +[0-9]+/500 +[1-9][0-9]* +0 Octavia Ow")]
    public void The_first_columns_keep_their_width(string script, string row)
    {
        string[] lines = _demo.Session.Show("$PSStyle.OutputRendering = 'PlainText'; " + script);

        Assert.Matches(row, lines[2]);
        Assert.InRange(lines[2].Length, 1, 80);
    }
}
