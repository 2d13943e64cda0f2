namespace Plannr.PowerShell.Tests.Completion;

[Collection(ModuleSession.Collection)]
public sealed class ConnectionCompletionTests : IDisposable
{
    private readonly DemoSession _demo = new();

    public ConnectionCompletionTests() => _demo.Session.Run("Connect-Plannr -Demo -Name 'Head office'; Connect-Plannr -Demo -Name home").ShouldSucceed();

    public void Dispose() => _demo.Dispose();

    [Theory]
    [InlineData("Get-PlannrLogin -Connection ", "Default|'Head office'|home")]
    [InlineData("Get-PlannrLogin -Connection h", "'Head office'|home")]
    [InlineData("Get-PlannrLogin -Connection 'he", "'Head office'")]
    [InlineData("Get-PlannrConnection -Name ho", "home")]
    [InlineData("Disconnect-Plannr -Connection D", "Default")]
    [InlineData("Connect-Plannr -Demo -Name ho", "home")]
    [InlineData("Switch-PlannrAccount -AccountUuid ", "4c1f0a52-8d37-5b6e-a1c4-6f0e92d7b301|4c1f0a52-8d37-5b6e-a1c4-6f0e92d7b304")]
    [InlineData("Switch-PlannrAccount -Connection 'Head office' -AccountUuid 4c1f0a52-8d37-5b6e-a1c4-6f0e92d7b304", "4c1f0a52-8d37-5b6e-a1c4-6f0e92d7b304")]
    [InlineData("Switch-PlannrAccount -Connection nowhere -AccountUuid ", "")]
    public void Known_connection_names_and_accounts_are_offered(string line, string expected) =>
        Assert.Equal(expected, string.Join('|', Complete(line).CompletionMatches.Select(match => match.CompletionText)));

    [Fact]
    public void Account_tooltip_shows_the_user_and_firm() =>
        Assert.Equal("Octavia Ownerby (Imaginary Wealth Partners) employee", Complete("Switch-PlannrAccount -AccountUuid ").CompletionMatches[0].ToolTip);

    private CommandCompletion Complete(string line)
    {
        _demo.Session.Set("Line", line);
        return _demo.Session.Run("TabExpansion2 -inputScript $Line -cursorColumn $Line.Length").ShouldSucceed().As<CommandCompletion>().Single();
    }
}
