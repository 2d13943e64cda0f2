namespace Plannr.PowerShell.Tests.Completion;

/// <summary>Completion for accounts, tasks, audits and logs.</summary>
[Collection(ModuleSession.Collection)]
public sealed class RecordCompletionTests
{
    [Theory]
    [InlineData("Get-PlannrAccount -Type ", "client|employee|external")]
    [InlineData("Get-PlannrAccount -Role o", "owner")]
    [InlineData("Get-PlannrAccount -Include tags, primary_", "primary_email|primary_phone_number|primary_address")]
    [InlineData("Get-PlannrAccount -Sort next", "next_review_date")]
    [InlineData("Get-PlannrTask -Priority ", "low|medium|high|highest")]
    [InlineData("New-PlannrTask x -Priority hi", "high|highest")]
    [InlineData("New-PlannrTask x -TaskableType ", "client|case|plan")]
    [InlineData("Get-PlannrTask -SubtaskVisibility ", "include|exclude|only")]
    [InlineData("Get-PlannrTask -Sort comp", "completed_last")]
    [InlineData("Get-PlannrTask -Include wo", "workflow_task")]
    [InlineData("Get-PlannrLog a", "account|automation-blueprint|automation-execution")]
    [InlineData("Get-PlannrLog -Level e", "error")]
    [InlineData("Get-PlannrTask -Status ", "Incomplete")]
    [InlineData("Get-PlannrAudit -Type ", "'Sub Account'")]
    [InlineData("Get-PlannrLog -Type ", "viewed")]
    public void Documented_values_are_offered_before_any_record_is_read(string line, string expected)
    {
        using var demo = new DemoSession();

        Assert.Equal(expected, Complete(demo.Session, line));
    }

    [Theory]
    [InlineData("Get-PlannrTask", "Get-PlannrTask -Status ", "Archived|Complete|Incomplete|'Not started'")]
    [InlineData("Get-PlannrTask", "New-PlannrTask x -ParentTaskUuid 'annual rev", "c3a5d8e1-7f20-5b49-9e34-1d6b80f7a401")]
    [InlineData("Get-PlannrAccount -Name Mabel* -Role individual", "Get-PlannrTask -ClientUuid mab", "4c1f0a52-8d37-5b6e-a1c4-6f0e92d7b311")]
    [InlineData("Get-PlannrAccount -Name Mabel* -Role individual", "Get-PlannrAccount -Name m", "'Mabel O''Quillfeather'")]
    [InlineData("Get-PlannrAudit", "Get-PlannrAudit -Type c", "Client|'Contact Detail'")]
    [InlineData("Get-PlannrAudit", "Get-PlannrAudit -Event ", "created|deleted|updated")]
    [InlineData("Get-PlannrLog client 4c1f0a52-8d37-5b6e-a1c4-6f0e92d7b311", "Get-PlannrLog -Type a", "automation")]
    public void Values_of_known_records_are_offered(string command, string line, string expected)
    {
        using var demo = new DemoSession();
        demo.Session.Run(command).ShouldSucceed();

        Assert.Equal(expected, Complete(demo.Session, line));
    }

    private static string Complete(ModuleSession session, string line)
    {
        session.Set("Line", line);
        CommandCompletion completion = session.Run("TabExpansion2 -inputScript $Line -cursorColumn $Line.Length").ShouldSucceed().As<CommandCompletion>().Single();
        return string.Join('|', completion.CompletionMatches.Select(match => match.CompletionText));
    }
}
