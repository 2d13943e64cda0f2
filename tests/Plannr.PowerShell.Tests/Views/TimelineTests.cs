namespace Plannr.PowerShell.Tests.Views;

[Collection(ModuleSession.Collection)]
public sealed class TimelineTests
{
    private const string Failed = "0f7cb7d9-64a1-5c0e-9d3b-2b8e5a9f1cff";
    private static readonly DateTimeOffset Start = new(2026, 6, 10, 9, 0, 0, TimeSpan.FromHours(1));

    [Fact]
    public void The_timeline_shows_each_step_with_its_errors() => Assert.Equal(
        [
            "Send client welcome pack to newly created client",
            "|  failed, client.created, 2026-06-10 02:04:00",
            "|  Mabel O'Quillfeather",
            "|  0f7cb7d9-64a1-5c0e-9d3b-2b8e5a9f1cff",
            "+- completed  2026-06-10 02:04:03  Condition: is prospect (3 s)",
            "+- failed     2026-06-10 02:04:06  Send e-mail (3 s)",
            "|    ! The email must be a valid email address.",
            "|    ! The template field is required.",
            "+- pending    -                    Send SMS",
            "+- pending    -                    Create task",
            "'- pending    -                    Update client",
        ],
        ShowTimeline(Failed, width: 100));

    [Fact]
    public void A_completed_step_with_an_error_is_marked() => Assert.Equal(
        [
            "Send client welcome pack to newly created client",
            "|  in_progress!, client.created, 2026-05-19 18:31:18",
            "|  Gareth Thompson",
            "|  82f16694-dbe3-4787-bd57-ab9eec12b43f",
            "'- completed!  2026-05-19 18:31:18  Send SMS (0 s)",
            "     ! the account_uuid field is required",
        ],
        ShowTimeline("82f16694-dbe3-4787-bd57-ab9eec12b43f", width: 100));

    [Theory]
    [InlineData(40)]
    [InlineData(60)]
    [InlineData(80)]
    [InlineData(120)]
    public void Lines_fit_the_width_and_no_text_is_lost(int width)
    {
        var run = new AutomationExecution
        {
            Name = "A run",
            Status = "completed_with_errors",
            Steps = new ResourceList<AutomationStep>(
            [
                new AutomationStep { Name = "Send the second reminder of the annual review to all owners of the joint account", Status = "completed_with_errors", ExecutedAt = Start },
                new AutomationStep { Name = "b", Status = "failed", Errors = new ResourceList<string>(["one two three four five six seven eight nine ten eleven twelve\nthirteen " + new string('x', 150)]) },
            ]),
        };

        string[] lines = Lines(TimelineText.Draw(run, width, null));

        Assert.All(lines, line => Assert.InRange(line.Length, 1, width - 1));
        Assert.All(lines.Skip(1), line => Assert.Matches("^(\\|  |\\+- |'- |   )", line));
        string text = string.Concat(lines.Select(line => line[3..].Replace(" ", string.Empty, StringComparison.Ordinal)));
        Assert.Contains("Sendthesecondreminderoftheannualreviewtoallownersofthejointaccount", text, StringComparison.Ordinal);
        Assert.Contains("!onetwothreefourfivesixseveneightnineteneleventwelvethirteen" + new string('x', 150), text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(40)]
    [InlineData(60)]
    [InlineData(80)]
    [InlineData(120)]
    public void Lines_with_wide_or_control_characters_stay_printable_and_fit_the_width(int width)
    {
        const string Text = "Annual review of the portfolio of 逍遥逍遥逍遥逍遥逍遥逍遥逍遥逍遥逍遥逍遥逍遥逍遥 \u001b[2J\u001b]0;owned\u0007 and\r\nZoë \ud83d\ude00\ud83d\ude00\ud83d\ude00 \u202eeht \u009b31m end";
        var run = new AutomationExecution
        {
            Name = Text,
            Status = "failed\u001b[8m",
            TriggeredBy = Text,
            Account = new Account { Name = Text },
            Steps = new ResourceList<AutomationStep>([new AutomationStep { Name = Text, Status = "逍遥\u001b[1A", ExecutedAt = Start, Errors = new ResourceList<string>([Text]) }, new AutomationStep { Status = "failed" }]),
        };

        string[] lines = Lines(TimelineText.Draw(run, width, null));

        Assert.All(lines, line => Assert.DoesNotContain(line, letter => char.IsControl(letter) || letter == '\u202e'));
        Assert.All(lines, line => Assert.InRange(line.Length + line.Count(letter => letter is '逍' or '遥'), 1, width - 1));
        string text = string.Concat(lines.Select(line => line.TrimStart('|', '+', '-', '\'', '!', ' ').Replace(" ", string.Empty, StringComparison.Ordinal)));
        Assert.Equal(6, text.Split("?31mend").Length);
    }

    [Fact]
    public void A_long_name_wraps_to_the_next_line() => Assert.Equal(
        ["Send the second reminder of the annual", "review to all owners of the joint", "account"],
        Lines(TimelineText.Draw(new AutomationExecution { Name = "Send the second reminder of the annual review to all owners of the joint account" }, 40, null)));

    [Fact]
    public void Statuses_with_wide_characters_are_aligned()
    {
        var run = new AutomationExecution
        {
            Name = "A run",
            Steps = new ResourceList<AutomationStep>([new AutomationStep { Name = "a", Status = "完了" }, new AutomationStep { Name = "b", Status = "done" }, new AutomationStep { Name = "c", Status = "ok" }]),
        };

        Assert.Equal(["A run", "+- 完了  -                    a", "+- done  -                    b", "'- ok    -                    c"], Lines(TimelineText.Draw(run, 80, null)));
    }

    [Fact]
    public void An_empty_execution_is_shown_with_placeholders()
    {
        var run = new AutomationExecution { Steps = new ResourceList<AutomationStep>([new AutomationStep()]) };

        Assert.Equal(["(no name)"], Lines(TimelineText.Draw(new AutomationExecution(), 0, null)));
        Assert.Equal(["(no name)", "'-   -                    (no name)"], Lines(TimelineText.Draw(run, 0, null)));
    }

    [Theory]
    [InlineData(0, "0 s")]
    [InlineData(59, "59 s")]
    [InlineData(60, "1 min")]
    [InlineData(3599, "59 min 59 s")]
    [InlineData(3600, "1 h")]
    [InlineData(90_000, "1 d 1 h")]
    public void Durations_show_at_most_the_two_largest_units(int seconds, string text)
    {
        var run = new AutomationExecution
        {
            CreatedAt = Start,
            Steps = new ResourceList<AutomationStep>([new AutomationStep { Name = "Wait", ExecutedAt = Start.AddSeconds(seconds) }]),
        };

        Assert.EndsWith($"Wait ({text})", TimelineText.Draw(run, 100, null), StringComparison.Ordinal);
    }

    [Fact]
    public void Colours_do_not_change_the_layout()
    {
        using var demo = new DemoSession(supportsVirtualTerminal: true);
        string[] coloured = View(demo, Failed, "$PSStyle");

        Assert.Contains(coloured, line => line.Contains('\u001b', StringComparison.Ordinal));
        Assert.Equal(View(demo, Failed, "$null"), coloured.Select(line => System.Text.RegularExpressions.Regex.Replace(line, "\u001b\\[[0-9;]*m", string.Empty)));
    }

    private static string[] ShowTimeline(string uuid, int width)
    {
        using var demo = new DemoSession(width);
        return View(demo, uuid, "$null");
    }

    /// <summary>Returns the output of the view's script. The PowerShell that these tests host has no Format-Custom; the Pester tests use that command.</summary>
    private static string[] View(DemoSession demo, string uuid, string style)
    {
        string cell = ViewFiles.Named("Plannr.AutomationExecution.Timeline").Descendants("ScriptBlock").Single().Value;
        demo.Session.Set("Cell", cell.Replace("$PSStyle", style, StringComparison.Ordinal));
        return Lines(Assert.Single(demo.Session.Run($"Get-PlannrAutomationExecution {uuid} -IncludeAccount | ForEach-Object {{ & ([scriptblock]::Create($Cell)) }}").ShouldSucceed().As<string>()));
    }

    private static string[] Lines(string text) => text.ReplaceLineEndings("\n").Split('\n');
}
