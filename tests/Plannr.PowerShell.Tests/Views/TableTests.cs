using System.Management.Automation.Internal;

namespace Plannr.PowerShell.Tests.Views;

[Collection(ModuleSession.Collection)]
public sealed class TableTests : IDisposable
{
    private const string Four =
        "Get-PlannrAutomationExecution 82f16694-dbe3-4787-bd57-ab9eec12b43f, 0f7cb7d9-64a1-5c0e-9d3b-2b8e5a9f1c20, "
        + "0f7cb7d9-64a1-5c0e-9d3b-2b8e5a9f1c45, 0f7cb7d9-64a1-5c0e-9d3b-2b8e5a9f1cff -IncludeAccount";

    private readonly DemoSession _demo = new();

    public void Dispose() => _demo.Dispose();

    [Fact]
    public void Executions_are_shown_in_seven_columns_within_120_characters()
    {
        string[] lines = Show(Four);

        Assert.Equal(
            [
                "Status       Name            Uuid                                 Account         Steps Created          Trigger",
                "------       ----            ----                                 -------         ----- -------          -------",
                "in_progress! Send client we… 82f16694-dbe3-4787-bd57-ab9eec12b43f Gareth Thompson   1/1 2026-05-19 18:31 client.created",
                "in_progress  Send client we… 0f7cb7d9-64a1-5c0e-9d3b-2b8e5a9f1c20 Nova Newcombe-…   2/5 2026-06-10 10:29 client.created",
                "in_progress  Annual review … 0f7cb7d9-64a1-5c0e-9d3b-2b8e5a9f1c45 Mabel O'Quillf…   3/5 2026-06-10 10:27 client.next_r…",
                "failed       Send client we… 0f7cb7d9-64a1-5c0e-9d3b-2b8e5a9f1cff Mabel O'Quillf…   1/5 2026-06-10 02:04 client.created",
            ],
            lines);
        Assert.All(lines, line => Assert.InRange(line.Length, 1, 120));
    }

    [Fact]
    public void Steps_are_shown_with_what_went_wrong()
    {
        string[] lines = Show("(Get-PlannrAutomationExecution 82f16694-dbe3-4787-bd57-ab9eec12b43f, 0f7cb7d9-64a1-5c0e-9d3b-2b8e5a9f1cff).Steps");

        Assert.Equal(["#", "Status", "Name", "Executed", "Error"], lines[0].Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Matches("^  1 completed!   Send SMS +2026-05-19 18:31 the account_uuid field is required$", lines[2]);
        Assert.Matches("^  2 failed       Send e-mail +2026-06-10 02:04 The email must be a valid email address\\.;", lines[4]);
        Assert.Matches("^  3 pending      Send SMS$", lines[5]);
        Assert.All(lines, line => Assert.InRange(line.Length, 1, 120));
    }

    [Fact]
    public void Accounts_are_shown_by_name_and_address()
    {
        string[] lines = Show($"({Four}).Account");

        Assert.Equal(["Name", "Type", "Role", "Email", "Uuid"], lines[0].Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Matches("^Gareth Thompson +client client +gareth@codepotato.co.uk 2066e7c6-feb1-4e00-b55a-8a0f91d47bad$", lines[2]);
        Assert.All(lines, line => Assert.InRange(line.Length, 1, 120));
    }

    [Fact]
    public async Task Connections_are_shown_without_a_secret()
    {
        await using SandboxServer server = await SandboxServer.StartAsync();
        _demo.Session.Set("Token", ModuleSession.Secret("not-to-be-seen"));
        _demo.Session.Set("Base", server.BaseUri);
        _demo.Session.Run("Connect-Plannr -AccessToken $Token -BaseUri $Base -Name office").ShouldSucceed();

        string[] lines = Show("Get-PlannrConnection");

        Assert.Matches("^Name +Default Authentication Remaining Requests Retries Account$", lines[0]);
        Assert.Matches("^Default +False +Demo +[0-9]+/500 +[1-9][0-9]* +0 Octavia Ownerby$", lines[2]);
        Assert.Matches("^office +True +AccessToken +[0-9]+/500 +[1-9][0-9]* +0 Octavia Ownerby$", lines[3]);
        Assert.All(lines, line => Assert.InRange(line.Length, 1, 120));
        Assert.DoesNotContain(lines, line => line.Contains("not-to-be-seen", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("$null", "$null", "")]
    [InlineData("487", "$null", "487")]
    [InlineData("0", "500", "0/500")]
    [InlineData("$null", "500", "?/500")]
    public void Of_the_limit_is_shown_what_the_server_has_said(string remaining, string limit, string text) =>
        Assert.Equal(text, Assert.Single(_demo.Session.Run($"[Plannr.PowerShell.Connections.LimitText]::Format({remaining}, {limit})").ShouldSucceed().As<string>()));

    [Fact]
    public void The_mark_says_that_a_step_of_a_run_reported_an_error_though_nothing_failed_by_its_status() =>
        Assert.StartsWith("in_progress! ", Show("Get-PlannrAutomationExecution 82f16694-dbe3-4787-bd57-ab9eec12b43f")[2], StringComparison.Ordinal);

    [Theory]
    [InlineData("$Run")]
    [InlineData("$Run.Steps")]
    [InlineData("$Run | Get-PlannrAutomationStep")]
    [InlineData("$Run.Account")]
    public void What_a_server_sends_drives_no_console(string script)
    {
        const string Text = "a\u001b[2Jb\u0007c\nd";
        _demo.Session.Set("Run", new AutomationExecution
        {
            Name = Text,
            Status = Text,
            TriggeredBy = Text,
            Account = new Account { Name = Text, Type = Text, Role = Text, Email = Text },
            Steps = new ResourceList<AutomationStep>([new AutomationStep { Name = Text, Status = Text, Errors = new ResourceList<string>([Text]) }]),
        });

        string[] lines = Show(script);

        Assert.Equal(3, lines.Length);
        Assert.Contains("a?[2Jb", lines[2], StringComparison.Ordinal);
        Assert.DoesNotContain(lines[2], char.IsControl);
    }

    /// <summary>The lines in plain text. The engine styles its own headings all the same, and leaves it to the host to take that out.</summary>
    private string[] Show(string script) =>
        [.. _demo.Session.Show("$PSStyle.OutputRendering = 'PlainText'; " + script).Select((line, i) => i < 2 ? new StringDecorated(line).ToString(OutputRendering.PlainText).TrimEnd() : line)];
}
