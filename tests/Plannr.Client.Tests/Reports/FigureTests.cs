using static Plannr.Client.Tests.Reports.SampleExecutions;

namespace Plannr.Client.Tests.Reports;

public class FigureTests
{
    [Fact]
    public void Figures_show_the_numbers_of_executions_and_of_those_with_errors_and_of_accounts()
    {
        ReportPage page = ReportPage.Of(
            Run("completed", Noon(9), account: "Mabel"),
            Run("completed", Noon(9), account: "Mabel", steps: Step("Send SMS", "completed", Noon(9), null, "no number")),
            Run("failed", Noon(10), "Review", "Xu"),
            Run("waiting", Noon(10), "Review"));

        Assert.Equal("4 of 2 automations", page.Figure("runs"));
        Assert.Equal("2 50% of all executions", page.Figure("errors"));
        Assert.Equal("2 in these executions", page.Figure("accounts"));
    }

    [Fact]
    public void Accounts_with_the_same_name_are_counted_separately()
    {
        AutomationExecution first = Run("completed", Noon(9));
        AutomationExecution second = Run("completed", Noon(9));
        first.Account = new Account { Name = "Mabel", Uuid = System.Guid.NewGuid() };
        second.Account = new Account { Name = "Mabel", Uuid = System.Guid.NewGuid() };

        Assert.Equal("2 in these executions", ReportPage.Of(first, second).Figure("accounts"));
    }

    [Fact]
    public void States_are_counted_regardless_of_case_and_failed_states_come_first()
    {
        ReportPage page = ReportPage.Of(
            Run("completed", Noon(9)),
            Run("Completed", Noon(9), steps: Step("a", "completed", null, null, "broken")),
            Run("in_progress", Noon(9)),
            Run("on_fire", Noon(9)),
            Run(null, Noon(9)),
            Run("failed", Noon(9)));

        Assert.Equal(
            ["failed 1", "Completed, with errors 1", "in progress 1", "no status 1", "on fire 1", "completed 1"],
            page.OfClass("legend").Single().Elements().Select(entry => entry.Value));
    }

    [Fact]
    public void State_has_the_same_colour_in_every_report()
    {
        string[] states = ["failed", "timed_out", "in_progress", "waiting", "Pending", "cancelled", "skipped", "completed"];
        ReportPage together = ReportPage.Of(states.Select(state => Run(state, Noon(9))));
        string[] colours = [.. states.Select(state => (string)ReportPage.Of(Run(state, Noon(9))).OfClass("legend").Single().Descendants().First(part => part.Attribute("class") is not null).Attribute("class")!)];

        Assert.Equal(["c f0", "c f2", "c r0", "c r1", "c r2", "c o0", "c o1", "c c0"], colours);
        Assert.Equal(colours.Order(), together.OfClass("legend").Single().Descendants().Select(part => (string?)part.Attribute("class")).OfType<string>().Order());
    }

    [Fact]
    public void Rare_states_are_grouped()
    {
        ReportPage page = ReportPage.Of(Enumerable.Range(1, 30).Select(i => Run($"state{i:00}", Noon(9))).Concat([Run("failed", Noon(9)), Run("failed", Noon(9))]));

        string[] entries = [.. page.OfClass("legend").Single().Elements().Select(entry => entry.Value)];
        Assert.Equal(10, entries.Length);
        Assert.Equal("failed 2", entries[0]);
        Assert.Equal("other statuses 22", entries[^1]);
        Assert.Equal(32, page.Rows.Count);
    }

    [Theory]
    [InlineData(1, 400, "1 under 1% of all executions")]
    [InlineData(399, 400, "399 over 99% of all executions")]
    [InlineData(0, 400, "0 0% of all executions")]
    [InlineData(400, 400, "400 100% of all executions")]
    public void Percentage_is_shown_as_0_or_100_only_if_exact(int failed, int all, string expected)
    {
        ReportPage page = ReportPage.Of(Enumerable.Range(0, all).Select(i => Run(i < failed ? "failed" : "completed", Noon(9))));

        Assert.Equal(expected, page.Figure("errors"));
    }

    [Fact]
    public void Report_explains_why_it_has_no_accounts()
    {
        Assert.Equal("0 not included with the execution", ReportPage.Of(Run("completed", Noon(9))).Figure("accounts"));
    }

    [Fact]
    public void Empty_report_has_figures_and_a_note()
    {
        ReportPage page = ReportPage.Titled("Failed last night");

        Assert.Equal("Failed last night", page.All("h1").Single().Value);
        Assert.Equal("Report created 11 Jun 2026 11:00", page.All("header").Single().Elements().Last().Value);
        Assert.Equal("0 none in this report", page.Figure("runs"));
        Assert.Equal("0 no executions", page.Figure("errors"));
        Assert.Equal("0 no executions", page.Figure("accounts"));
        Assert.Equal(["No executions"], page.All("h2").Select(heading => heading.Value));
        Assert.Empty(page.All("table"));
    }

    [Fact]
    public void Header_shows_when_the_executions_were_created()
    {
        Assert.StartsWith("Executions created from 2 Jun 2026 to 10 Jun 2026 ", ReportPage.Of(Run("failed", Noon(10)), Run("failed", Noon(2))).All("header").Single().Elements().Last().Value);
        Assert.StartsWith("Executions created on 2 Jun 2026 ", ReportPage.Of(Run("failed", Noon(2))).All("header").Single().Elements().Last().Value);
    }
}
