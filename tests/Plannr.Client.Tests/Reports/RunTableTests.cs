using static Plannr.Client.Tests.Reports.SampleExecutions;

namespace Plannr.Client.Tests.Reports;

public class RunTableTests
{
    [Fact]
    public void Executions_with_errors_come_first_and_each_group_is_sorted_from_newest_to_oldest_then_undated()
    {
        ReportPage page = ReportPage.Of(Run("completed", Noon(10), "d"), Run("failed", null, "c"), Run("failed", Noon(9), "b"), Run("failed", Noon(10), "a"), Run("completed", null, "e"));

        Assert.Equal(["a", "b", "c", "d", "e"], page.Rows.Select(row => row[1][..1]));
        Assert.DoesNotContain(page.All("th"), header => header.Attribute("aria-sort") is not null);
        Assert.True(page.Source.IndexOf("failures-heading", StringComparison.Ordinal) < page.Source.IndexOf("chart-heading", StringComparison.Ordinal));
    }

    [Fact]
    public void Row_shows_the_values_and_the_first_error_of_an_execution()
    {
        ReportPage page = ReportPage.Of(Run(
            "in_progress", Noon(10), "Welcome", "Mabel O'Quillfeather", Step("a", "completed", null, null, "no number", "no name"), Step("b", "pending")));

        Assert.Equal(["in progress", "Welcomeno number", "Mabel O'Quillfeather", "client.created", "1/2", "10 Jun 2026 12:00"], Assert.Single(page.Rows));
        Assert.Contains("datetime=\"2026-06-10T12:00:00+01:00\"", page.Source, StringComparison.Ordinal);
    }

    [Fact]
    public void Failed_execution_without_a_message_shows_the_failed_step()
    {
        ReportPage page = ReportPage.Of(Run("failed", Noon(10), steps: Step("Send SMS", "failed")), Run("failed", Noon(9)));

        Assert.Equal(["WelcomeSend SMS: failed", "Welcomeno message"], page.Rows.Select(row => row[1]));
    }

    [Fact]
    public void Timeline_shows_the_time_and_duration_and_messages_of_each_step()
    {
        DateTimeOffset start = Noon(10);
        ReportPage page = ReportPage.Of(Run(
            "failed", start, steps:
            [
                Step("Condition", "completed", start.AddSeconds(3)),
                Step("Send e-mail", "completed", start.AddSeconds(70), "delivered"),
                Step("Wait", "completed", start.AddDays(1).AddHours(2)),
                Step("Send SMS", "failed", start.AddDays(1).AddHours(4).AddMinutes(5), "[]", "no number", "no name"),
                Step("Create task", "pending"),
            ]));

        Assert.Equal(
            [
                "c0|Condition|completed|12:00:03 · 3 s",
                "c0|Send e-mail|completed|12:01:10 · 1 min 7 s|delivered",
                "c0|Wait|completed|11 Jun 14:00:00 · 1 d 1 h",
                "f0|Send SMS|failed|11 Jun 16:05:00 · 2 h 5 min|no number|no name",
                "r2|Create task|pending",
            ],
            page.Timeline(0));
    }

    [Fact]
    public void Step_that_ran_before_its_predecessor_shows_no_duration() => Assert.Equal(
        ["c0|a|completed|12:00:09 · 9 s", "c0|b|completed|12:00:04", "c0|c|completed|12:00:05 · 1 s"],
        ReportPage.Of(Run("completed", Noon(10), steps:
        [
            Step("a", "completed", Noon(10).AddSeconds(9)), Step("b", "completed", Noon(10).AddSeconds(4)), Step("c", "completed", Noon(10).AddSeconds(5)),
        ])).Timeline(0));

    [Fact]
    public void States_with_the_same_display_text_are_distinguished()
    {
        ReportPage page = ReportPage.Of(
            Run("in_progress", Noon(10)), Run("in progress", Noon(9)), Run("IN_PROGRESS", Noon(8)), Run("in  progress", Noon(7)), Run("waiting_for_client", Noon(6)));

        Assert.Equal(
            ["in_progress", "in progress", "in_progress", "in  progress", "waiting for client"],
            page.RowStates.Select(state => page.StateChoices[state]));
        Assert.Equal(["in_progress", "in progress", "IN_PROGRESS", "in  progress", "waiting for client"], page.Rows.Select(row => row[0]));
        Assert.Equal(4, page.OfClass("legend").Single().Elements().Count());
    }

    [Fact]
    public void Placeholders_are_shown_for_missing_names_and_states()
    {
        ReportPage page = ReportPage.Of(Run(null, null, null, null, Step(null, null)), Run(" ", Noon(1), " "));

        Assert.Equal(["no status", "No name", "", "", "0/0", "1 Jun 2026 12:00"], page.Rows[0].Select(cell => cell == "client.created" ? "" : cell));
        Assert.Equal(["o0|No name|no status"], page.Timeline(1));
    }

    [Fact]
    public void Failed_steps_are_listed_by_frequency_with_their_messages()
    {
        AutomationStep Failing(string name, params string[] messages) => Step(name, "failed", Noon(10), null, messages);
        ReportPage page = ReportPage.Of(
            Run("failed", Noon(10), steps: [Failing("Send SMS", "no number"), Step("Send e-mail", "completed", Noon(10))]),
            Run("failed", Noon(10), steps: [Failing("Send e-mail", "bounced"), Failing("Send SMS", "no number", "no name")]),
            Run("failed", Noon(10), steps: [Failing("Send SMS", "a"), Failing("Create task")]),
            Run("failed", Noon(10), steps: [Failing("Send SMS", "b", "c"), Step("Send e-mail", "pending")]));

        Assert.Equal(
            [
                "Send SMS4 of 4 failed|no number × 2;a;b;and 2 other messages",
                "Create task1 of 1 failed|No error message.",
                "Send e-mail1 of 2 failed|bounced",
            ],
            page.OfClass("failures").Single().Elements().Select(step =>
                string.Join('|', step.Elements().Select(part => part.Name.LocalName == "ul" ? string.Join(';', part.Elements().Select(message => message.Value)) : part.Value.Trim()))));
    }

    [Fact]
    public void Report_says_that_no_step_reported_an_error() =>
        Assert.Contains("No step reported an error.", ReportPage.Of(Run("completed", Noon(10), steps: Step("a", "completed"))).Source, StringComparison.Ordinal);

    [Fact]
    public void Long_messages_are_truncated()
    {
        string message = new('m', 5000);
        ReportPage page = ReportPage.Of(Run("failed", Noon(10), steps: Step("a", "failed", Noon(10), null, message)));

        Assert.Equal("Welcome" + message[..120] + "…", page.Rows[0][1]);
        Assert.Equal($"f0|a|failed|12:00:00 · 0 s|{message[..2000]}…", page.Timeline(0)[0]);
    }
}
