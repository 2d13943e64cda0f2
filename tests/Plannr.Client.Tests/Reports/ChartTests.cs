using static Plannr.Client.Tests.Reports.SampleExecutions;

namespace Plannr.Client.Tests.Reports;

public class ChartTests
{
    [Fact]
    public void Each_day_with_executions_has_a_bar_with_a_segment_per_state()
    {
        ReportPage page = ReportPage.Of(
            Run("completed", Noon(8)), Run("failed", Noon(10)), Run("completed", Noon(10)), Run("completed", Noon(10)));

        Assert.Equal("Executions per day", page.Heading("chart-heading"));
        Assert.Equal(["Mon 8 Jun 2026: 1 completed", "Wed 10 Jun 2026: 1 failed", "Wed 10 Jun 2026: 2 completed"], page.Bars);
        Assert.Equal(["Day failed completed all", "Wed 10 Jun 2026 1 2 3", "Mon 8 Jun 2026 0 1 1"], page.Numbers);
    }

    [Fact]
    public void Segments_are_stacked_with_heights_that_match_their_numbers()
    {
        ReportPage page = ReportPage.Of(Run("failed", Noon(10)), Run("completed", Noon(10)), Run("completed", Noon(10)));

        XElement[] parts = [.. page.OfClass("bars").Single().Elements().Where(element => element.Name.LocalName == "rect")];
        Assert.Equal(["75,25", "25,50"], parts.Select(part => $"{(string?)part.Attribute("y")},{(string?)part.Attribute("height")}"));
        Assert.Equal(["4", "2", "0"], page.OfClass("scale").Single().Elements().Select(label => label.Value));
    }

    [Fact]
    public void Chart_has_a_text_alternative()
    {
        ReportPage page = ReportPage.Of(Run("failed", Noon(8)), Run("completed", Noon(10)), Run("completed", Noon(10)));

        XElement drawing = page.OfClass("bars").Single();
        Assert.Equal("img", (string?)drawing.Attribute("role"));
        Assert.Equal("chart-title chart-text", (string?)drawing.Attribute("aria-labelledby"));
        Assert.Equal("Executions per day by status", page.Heading("chart-title"));
        Assert.Equal("Stacked bars, one per day. Total: 1 failed, 2 completed. Most executions: 2, Wed 10 Jun 2026.", page.Heading("chart-text"));
    }

    [Theory]
    [InlineData(5, "day", 14)]
    [InlineData(30, "day", 31)]
    [InlineData(99, "day", 100)]
    [InlineData(100, "week", 15)]
    [InlineData(1000, "month", 34)]
    [InlineData(20000, "year", 56)]
    public void Unit_of_the_chart_depends_on_the_number_of_days(int days, string unit, int bars)
    {
        ReportPage page = ReportPage.Of(Run("failed", Noon(10)), Run("failed", Noon(10).AddDays(-days)));

        Assert.Equal($"Executions per {unit}", page.Heading("chart-heading"));
        Assert.Equal(bars, page.OfClass("days").Single().Elements().Count());
        Assert.InRange(page.OfClass("days").Single().Elements().Count(label => label.Value.Length > 0), 4, 10);
    }

    [Fact]
    public void Axes_end_at_the_latest_date_and_at_the_highest_number_if_it_is_round()
    {
        ReportPage page = ReportPage.Of(Enumerable.Repeat(Run("failed", Noon(10)), 14));

        Assert.Equal(["10 Jun"], page.OfClass("days").Single().Elements().Select(label => label.Value).Where(label => label.Length > 0));
        Assert.Equal(["14", "7", "0"], page.OfClass("scale").Single().Elements().Select(label => label.Value));
    }

    [Fact]
    public void Executions_that_completed_with_errors_have_a_separate_segment()
    {
        ReportPage page = ReportPage.Of(Run("completed", Noon(10)), Run("completed", Noon(10), steps: Step("a", "completed", Noon(10), null, "broken")));

        Assert.Equal(["Wed 10 Jun 2026: 1 completed, with errors", "Wed 10 Jun 2026: 1 completed"], page.Bars);
        Assert.Equal(["w0", "c0"], page.OfClass("bars").Single().Elements().Where(part => part.Name.LocalName == "rect").Select(part => (string?)part.Attribute("class")));
        Assert.Equal(["completed, with errors", "completed"], page.Rows.Select(row => row[0]));
        Assert.Equal(["w0|a|completed|12:00:00 · 0 s|broken"], page.Timeline(0));
    }

    [Fact]
    public void Single_old_execution_does_not_change_the_unit_of_the_chart()
    {
        ReportPage page = ReportPage.Of([.. Daily(20), Run("failed", Noon(10).AddDays(-200))]);

        Assert.Equal("Executions per day", page.Heading("chart-heading"));
        Assert.Equal(20, page.Bars.Count);
        Assert.Equal(20, page.OfClass("days").Single().Elements().Count());
        Assert.Equal(["1 earlier execution (22 Nov 2025) is not shown."], page.Notes);
        Assert.Equal("Stacked bars, one per day. Total: 20 completed. Most executions: 1, Fri 22 May 2026.", page.Heading("chart-text"));
        Assert.Equal(21, page.Rows.Count);
    }

    [Theory]
    [InlineData(18, 2, "day", "2 earlier executions (22 Nov 2025 to 23 Nov 2025) are not shown.")]
    [InlineData(17, 2, "week", null)]
    [InlineData(1, 1, "week", null)]
    public void At_most_one_execution_in_ten_is_omitted_from_the_chart(int recent, int old, string unit, string? note)
    {
        ReportPage page = ReportPage.Of([.. Daily(recent), .. Enumerable.Range(0, old).Select(i => Run("failed", Noon(10).AddDays(i - 200)))]);

        Assert.Equal($"Executions per {unit}", page.Heading("chart-heading"));
        Assert.Equal(note is null ? [] : [note], page.Notes);
    }

    [Fact]
    public void Notes_mention_old_and_undated_executions_separately()
    {
        ReportPage page = ReportPage.Of([.. Daily(30), Run("failed", Noon(10).AddDays(-100)), Run("failed", DateTimeOffset.MinValue), Run("failed", null)]);

        Assert.Equal(["2 earlier executions (1 Jan 0001 to 2 Mar 2026) are not shown.", "1 execution has no date and can't be shown here."], page.Notes);
    }

    [Fact]
    public void Execution_100_days_older_than_the_newest_is_omitted_from_the_chart()
    {
        Assert.Empty(ReportPage.Of([.. Daily(30), Run("failed", Noon(10).AddDays(-99))]).Notes);
        Assert.Equal(["1 earlier execution (2 Mar 2026) is not shown."], ReportPage.Of([.. Daily(30), Run("failed", Noon(10).AddDays(-100))]).Notes);
    }

    [Fact]
    public void Week_starts_on_Monday()
    {
        ReportPage page = ReportPage.Of(Run("failed", Noon(10).AddDays(-200)), Run("failed", Noon(7)), Run("failed", Noon(8)));

        Assert.Equal(["Week of 8 Jun 2026 1 1", "Week of 1 Jun 2026 1 1"], page.Numbers.Skip(1).Take(2));
    }

    [Fact]
    public void Day_of_an_execution_depends_on_the_offset_in_its_date()
    {
        ReportPage page = ReportPage.Of(Run("failed", new DateTimeOffset(2026, 6, 10, 0, 30, 0, TimeSpan.FromHours(1))));

        Assert.Equal(["Wed 10 Jun 2026: 1 failed"], page.Bars);
    }

    [Fact]
    public void Note_mentions_executions_without_a_date()
    {
        Assert.Contains("1 execution has no date", ReportPage.Of(Run("failed", null), Run("failed", Noon(10))).Source, StringComparison.Ordinal);
        ReportPage undated = ReportPage.Of(Run("failed", null), Run("failed", null));
        Assert.Contains("2 executions have no date", undated.Source, StringComparison.Ordinal);
        Assert.Empty(undated.OfClass("bars"));
    }

    [Fact]
    public void Earliest_and_latest_possible_dates_are_shown()
    {
        ReportPage page = ReportPage.Of(Run("failed", DateTimeOffset.MinValue), Run("failed", DateTimeOffset.MaxValue));

        Assert.Equal(["0001: 1 failed", "9999: 1 failed"], page.Bars);
    }

    private static AutomationExecution[] Daily(int count) => [.. Enumerable.Range(0, count).Select(i => Run("completed", Noon(10).AddDays(-i)))];
}
