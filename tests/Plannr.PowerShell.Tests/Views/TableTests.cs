using System.Management.Automation.Internal;

namespace Plannr.PowerShell.Tests.Views;

[Collection(ModuleSession.Collection)]
public sealed class TableTests : IDisposable
{
    private const string Sample = "Get-PlannrAutomationExecution 82f16694-dbe3-4787-bd57-ab9eec12b43f";
    private const string Failed = "Get-PlannrAutomationExecution 0f7cb7d9-64a1-5c0e-9d3b-2b8e5a9f1cff";

    private const string Four =
        "Get-PlannrAutomationExecution 82f16694-dbe3-4787-bd57-ab9eec12b43f, 0f7cb7d9-64a1-5c0e-9d3b-2b8e5a9f1c20, "
        + "0f7cb7d9-64a1-5c0e-9d3b-2b8e5a9f1c45, 0f7cb7d9-64a1-5c0e-9d3b-2b8e5a9f1cff -IncludeAccount";

    private readonly DemoSession _demo = new();

    public void Dispose() => _demo.Dispose();

    [Theory]
    [InlineData(78, "Status       Name                                             Account", "in_progress! Send client welcome pack to newly created client Gareth Thompson")]
    [InlineData(120, "Status       Name                                             Account         Steps Created          Uuid", "in_progress! Send client welcome pack to newly created client Gareth Thompson   1/1 2026-05-19 18:31 82f16694-dbe3-478…")]
    [InlineData(160, "Status       Name                                             Account         Steps Created          Uuid", "in_progress! Send client welcome pack to newly created client Gareth Thompson   1/1 2026-05-19 18:31 82f16694-dbe3-4787-bd57-ab9eec12b43f")]
    public void The_execution_table_shows_full_names_at_every_width_and_shortens_the_UUID_first(int width, string headings, string row)
    {
        using var demo = new DemoSession(width);

        string[] lines = Show(demo, Sample + " -IncludeAccount");

        Assert.Equal([headings, row], [lines[0], lines[2]]);
    }

    [Theory]
    [InlineData(Sample, "^1 completed! 2026-05-19 18:31 Send SMS the account_uuid field is required$")]
    [InlineData(Failed, "^2 failed 2026-06-10 02:04 Send e-mail The email must be a valid email address\\.;")]
    public void Steps_are_shown_with_their_errors(string run, string row)
    {
        string[] lines = Show($"({run}).Steps | Where-Object HasError");

        Assert.Equal(["#", "Status", "Executed", "Name", "Error"], lines[0].Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Matches(row, lines[2]);
        Assert.InRange(lines[2].Length, 1, 120);
    }

    [Theory]
    [InlineData(120, "Status Name        Error                                              Account              Executed")]
    [InlineData(100, "Status Name        Error                                              Account")]
    public void Step_rows_show_more_than_30_characters_of_the_error(int width, string headings)
    {
        using var demo = new DemoSession(width);

        string[] lines = Show(demo, Failed + " -IncludeAccount | Get-PlannrAutomationStep | Where-Object HasError");

        Assert.StartsWith(headings, lines[0], StringComparison.Ordinal);
        Assert.Contains("The email must be a valid email address.; The te", lines.First(line => line.StartsWith("failed", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public void Accounts_are_shown_with_their_name_and_email()
    {
        string[] lines = Show($"({Four}).Account");

        Assert.Equal(["Name", "Type", "Role", "Email", "Uuid"], lines[0].Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Matches("^Gareth Thompson +client client +gareth@codepotato.co.uk 2066e7c6-feb1-4e00-b55a-8a0f91d47bad$", lines[2]);
        Assert.All(lines, line => Assert.InRange(line.Length, 1, 120));
    }

    [Fact]
    public async Task Connections_are_shown_without_their_secrets()
    {
        await using SandboxServer server = await SandboxServer.StartAsync();
        _demo.Session.Set("Token", ModuleSession.Secret("not-to-be-seen"));
        _demo.Session.Set("Base", server.BaseUri);
        _demo.Session.Run("Connect-Plannr -AccessToken $Token -BaseUri $Base -Name office").ShouldSucceed();

        string[] lines = Show("Get-PlannrConnection");

        Assert.Matches("^Name +Default Account +Authentication Remaining Requests Retries$", lines[0]);
        Assert.Matches("^Default False +Octavia Ownerby Demo +[0-9]+/500 +[1-9][0-9]* +0$", lines[2]);
        Assert.Matches("^office +True +Octavia Ownerby Access[A-Za-z.…]+ +[0-9]+/500 +[1-9][0-9]* +0$", lines[3]);
        Assert.All(lines, line => Assert.InRange(line.Length, 1, 120));
        Assert.DoesNotContain(lines, line => line.Contains("not-to-be-seen", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("$null", "$null", "")]
    [InlineData("487", "$null", "487")]
    [InlineData("0", "500", "0/500")]
    [InlineData("$null", "500", "?/500")]
    public void Known_parts_of_the_rate_limit_are_shown(string remaining, string limit, string text)
    {
        _demo.Session.Set("Cell", ViewFiles.ScriptsOf(ViewFiles.Named("Plannr.PlannrConnection.Table")).Single(script => script.Contains("RateLimit", StringComparison.Ordinal)));

        string script = $"[pscustomobject]@{{ RateLimitRemaining = {remaining}; RateLimit = {limit} }} | ForEach-Object {{ \"$(& ([scriptblock]::Create($Cell)))\" }}";

        Assert.Equal(text, Assert.Single(_demo.Session.Run(script).ShouldSucceed().As<string>()));
    }

    [Fact]
    public void An_exclamation_mark_indicates_a_step_error_that_the_status_hides() =>
        Assert.StartsWith("in_progress! ", Show("Get-PlannrAutomationExecution 82f16694-dbe3-4787-bd57-ab9eec12b43f")[2], StringComparison.Ordinal);

    [Theory]
    [InlineData("$Run")]
    [InlineData("$Run.Steps")]
    [InlineData("$Run | Get-PlannrAutomationStep")]
    [InlineData("$Run.Account")]
    public void Control_characters_from_the_server_are_replaced(string script)
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

    private string[] Show(string script) => Show(_demo, script);

    /// <summary>Returns the lines as plain text. PowerShell styles the headings even if <c>OutputRendering</c> is <c>PlainText</c>, and expects the host to remove the styles.</summary>
    private static string[] Show(DemoSession demo, string script) =>
        [.. demo.Session.Show("$PSStyle.OutputRendering = 'PlainText'; " + script).Select((line, i) => i < 2 ? new StringDecorated(line).ToString(OutputRendering.PlainText).TrimEnd() : line)];
}
