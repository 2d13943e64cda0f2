namespace Plannr.PowerShell.Tests.Completion;

/// <summary>Completion of values read through a connection, as a user sees it at a prompt.</summary>
[Collection(ModuleSession.Collection)]
public sealed class KnownValueTests : IAsyncLifetime
{
    private ServedSession _served = null!;

    private ModuleSession Session => _served.Session;

    public async Task InitializeAsync() => _served = await ServedSession.StartAsync();

    public async Task DisposeAsync() => await _served.DisposeAsync();

    [Theory]
    [InlineData("Get-PlannrAutomationExecution -Status ", "failed|in_progress")]
    [InlineData("Get-PlannrAutomationExecution -Status IN", "in_progress")]
    [InlineData("Wait-PlannrAutomationExecution -Status f", "failed")]
    [InlineData("Get-PlannrAutomationExecution -TriggeredBy ", "client.created|manual")]
    [InlineData("Get-PlannrAutomationStep -TriggeredBy m", "manual")]
    [InlineData("Get-PlannrAutomationExecution -Name ", "'Ann''s review'| 'Review `[annual`]'")]
    [InlineData("Get-PlannrAutomationExecution -Name Rev", "'Review `[annual`]'")]
    [InlineData("Get-PlannrAutomationExecution -Name 'Review `[", "'Review `[annual`]'")]
    [InlineData("Get-PlannrAutomationStep -ExecutionName Ann", "'Ann''s review'")]
    [InlineData("Get-PlannrAutomationStep -ExecutionStatus ", "failed|in_progress")]
    [InlineData("Get-PlannrAutomationStep -Status ", "completed|skipped")]
    [InlineData("Get-PlannrAutomationStep -Name ", "'Send e-mail'")]
    [InlineData("Get-PlannrAutomationExecution -ClientUuid ", "00000000-0000-4000-8000-000000000101")]
    [InlineData("Get-PlannrAutomationExecution -ClientUuid exampl", "00000000-0000-4000-8000-000000000101")]
    [InlineData("Get-PlannrAutomationExecution -AccountUuid 0", "00000000-0000-4000-8000-000000000101|00000000-0000-4000-8000-000000000102")]
    [InlineData("Get-PlannrAccount ", "00000000-0000-4000-8000-000000000101|00000000-0000-4000-8000-000000000102")]
    [InlineData("Get-PlannrAccount -AccountUuid Bob", "00000000-0000-4000-8000-000000000102")]
    [InlineData("Get-PlannrAutomationExecution -Connection nowhere -TriggeredBy m", "")]
    public void Values_read_through_the_connection_are_offered(string line, string expected)
    {
        ReadRecords();

        Assert.Equal(expected, Complete(line));
    }

    [Fact]
    public void Values_of_records_that_a_filter_removed_are_still_offered()
    {
        Serve("failed", "manual", "One", "completed");
        Session.Run("Get-PlannrAutomationExecution -Status completed").ShouldSucceed();

        Assert.Equal("failed", Complete("Get-PlannrAutomationExecution -Status f"));
    }

    [Fact]
    public void Completion_of_known_values_sends_no_request()
    {
        ReadRecords();
        _served.Server.ClearRequests();

        Complete("Get-PlannrAutomationExecution -Status ");
        Complete("Get-PlannrAutomationExecution -BlueprintUuid ");
        Complete("Get-PlannrAutomationExecution -ClientUuid ");

        Assert.Empty(_served.Paths);
    }

    [Fact]
    public void Values_read_through_another_connection_are_not_offered()
    {
        ReadRecords();
        Session.Run("Connect-Plannr -Demo -Name other").ShouldSucceed();

        Assert.Equal("client.created", Complete("Get-PlannrAutomationExecution -TriggeredBy "));
        Assert.Equal("client.created|manual", Complete("Get-PlannrAutomationExecution -Connection Default -TriggeredBy "));
    }

    [Fact]
    public void Switching_accounts_clears_the_known_values()
    {
        Session.Run("Connect-Plannr -Demo -Name firm; $null = Get-PlannrAutomationExecution").ShouldSucceed();
        Assert.NotEmpty(Complete("Get-PlannrAutomationExecution -ClientUuid "));

        Session.Run("Switch-PlannrAccount -AccountUuid 4c1f0a52-8d37-5b6e-a1c4-6f0e92d7b304").ShouldSucceed();

        Assert.Equal("client.created", Complete("Get-PlannrAutomationExecution -TriggeredBy "));
        Assert.Equal(string.Empty, Complete("Get-PlannrAutomationExecution -ClientUuid "));
    }

    [Fact]
    public void Values_with_control_characters_are_not_offered_and_titles_are_sanitised()
    {
        Serve("in_progress", "evil\\u001b[2J", "Bad\\nname", "completed", "Ann\\u0007 Example");
        Session.Run("Get-PlannrAutomationExecution").ShouldSucceed();

        Assert.Equal("client.created", Complete("Get-PlannrAutomationExecution -TriggeredBy "));
        Assert.Equal(string.Empty, Complete("Get-PlannrAutomationExecution -Name "));
        Assert.DoesNotContain(Matches("Get-PlannrAutomationExecution -ClientUuid ").CompletionMatches, match => (match.ListItemText + match.ToolTip).Any(char.IsControl));
        Assert.Equal("Ann? Example", Matches("Get-PlannrAutomationExecution -ClientUuid ").CompletionMatches[0].ListItemText);
    }

    [Fact]
    public void Number_of_cached_values_is_limited()
    {
        _served.Server.Override = new RunList(500).Answer;
        Session.Run("Get-PlannrAutomationExecution").ShouldSucceed();

        var seen = CompletionCache.For(ConnectionRegistry.Default!);
        Assert.Equal(CompletionCache.MostOfEach, seen.Get(CachedValue.Execution).Count);
        Assert.Equal("Run 1", seen.Get(CachedValue.ExecutionName)[0].Value);
        Assert.DoesNotContain(seen.Get(CachedValue.ExecutionName), name => name.Value == "Run 201");
    }

    [Fact]
    public void Only_the_first_page_of_a_long_list_is_cached()
    {
        _served.Server.Override = new RunList(300) { FixedSize = 100 }.Answer;
        Session.Run("Get-PlannrAutomationExecution").ShouldSucceed();

        var seen = CompletionCache.For(ConnectionRegistry.Default!);
        Assert.Equal(100, seen.Get(CachedValue.Execution).Count);
        Assert.Equal("Run 1", seen.Get(CachedValue.ExecutionName)[0].Value);
    }

    private void ReadRecords()
    {
        Serve("in_progress", "client.created", "Ann's review", "completed", "Ann Example", 101, "client");
        Session.Run("Get-PlannrAutomationExecution").ShouldSucceed();
        Serve("failed", "manual", "Review [annual]", "skipped", "Bob Boss", 102, "employee");
        Session.Run("Get-PlannrAutomationExecution -Uuid 00000000-0000-4000-8000-000000000001").ShouldSucceed();
    }

    private void Serve(string status, string trigger, string name, string stepStatus, string account = "Ann Example", int accountNumber = 101, string type = "client") =>
        _served.Server.Override = new RunList(1)
        {
            Describe = _ => $$"""
                "name":"{{name}}","status":"{{status}}","triggered_by":"{{trigger}}","steps":[{"name":"Send e-mail","status":"{{stepStatus}}"}],
                "account":{"uuid":"{{Runs.Uuid(accountNumber)}}","name":"{{account}}","type":"{{type}}"}
                """,
        }.Answer;

    private string Complete(string line) => string.Join('|', Matches(line).CompletionMatches.Select(match => match.CompletionText));

    private CommandCompletion Matches(string line)
    {
        Session.Set("Line", line);
        return Session.Run("TabExpansion2 -inputScript $Line -cursorColumn $Line.Length").ShouldSucceed().As<CommandCompletion>().Single();
    }
}
