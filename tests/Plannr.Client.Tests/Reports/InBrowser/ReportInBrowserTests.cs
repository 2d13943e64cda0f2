namespace Plannr.Client.Tests.Reports.InBrowser;

/// <summary>Tests the report in a real browser.</summary>
public class ReportInBrowserTests(ProbedReport report) : IClassFixture<ProbedReport>
{
    [BrowserFact]
    public void All_executions_are_shown_and_counted_at_first()
    {
        Assert.Equal("true", report["filters"]);
        Assert.Equal("Review Other welcome10 welcome9", report["all"]);
        Assert.Equal("4 executions", report["all counted"]);
    }

    [BrowserFact]
    public void Search_finds_executions_by_text_from_several_fields()
    {
        Assert.Equal("Review", report["find XU"]);
        Assert.Equal("1 of 4 executions", report["counted XU"]);
        Assert.Equal("Review", report["find no number"]);
        Assert.Equal("welcome10 welcome9", report["find wel client.created"]);
        Assert.Equal("2 of 4 executions", report["counted wel client.created"]);
        Assert.Equal("Review", report["find uuid"]);
        Assert.Equal("false", report["none XU"]);
    }

    [BrowserFact]
    public void Search_without_a_match_shows_a_note()
    {
        Assert.Equal("", report["find nothing like it"]);
        Assert.Equal("0 of 4 executions", report["counted nothing like it"]);
        Assert.Equal("true", report["none nothing like it"]);
    }

    [BrowserFact]
    public void Status_filter_shows_only_matching_executions()
    {
        Assert.Equal("Review Other welcome10 welcome9", report["state all"]);
        Assert.Equal("welcome10", report["state completed"]);
        Assert.Equal("Review", report["state failed"]);
        Assert.Equal("welcome9", report["state in_progress"]);
        Assert.Equal("Other", report["state in progress"]);
    }

    [BrowserFact]
    public void Copied_formula_is_escaped_and_other_text_is_unchanged()
    {
        Assert.Equal("'=1+1", report["copied formula"]);
        Assert.Contains("'=1+1", report["copied formula as HTML"], StringComparison.Ordinal);
        Assert.Equal("not touched", report["copied number"]);
    }

    [BrowserFact]
    public void Error_filter_works_with_and_without_a_search()
    {
        Assert.Equal("Review Other", report["errors in all"]);
        Assert.Equal("Review", report["errors and find"]);
    }

    [BrowserFact]
    public void Each_header_sorts_both_ways_with_empty_values_last()
    {
        Assert.Equal(["welcome10 Review Other welcome9", "welcome9 Other Review welcome10"], Orders("Status"));
        Assert.Equal(["Other Review welcome9 welcome10", "welcome10 welcome9 Review Other"], Orders("Automation"));
        Assert.Equal(["Other welcome10 Review welcome9", "Review welcome10 Other welcome9"], Orders("Account"));
        Assert.Equal(["welcome10 Other Review welcome9", "Review Other welcome10 welcome9"], Orders("Steps"));
        Assert.Equal(["welcome10 Review welcome9 Other", "welcome9 Review welcome10 Other"], Orders("Created"));
    }

    [BrowserFact]
    public void Only_the_sorted_header_is_marked()
    {
        Assert.Equal("ascending,,,,,", report["Status once marked"]);
        Assert.Equal("descending,,,,,", report["Status twice marked"]);
        Assert.Equal(",,,,,descending", report["Created once marked"]);
        Assert.Equal(",,,,,ascending", report["Created twice marked"]);
    }

    [BrowserFact]
    public void Opening_an_execution_shows_its_timeline_and_informs_screen_readers()
    {
        Assert.Equal("false/false false/false false/false false/false", report["closed"]);
        Assert.Equal("true/true false/false false/false false/false", report["opened by its name"]);
        Assert.Equal(report["closed"], report["closed by its row"]);
    }

    [BrowserFact]
    public void One_button_opens_and_closes_all_executions()
    {
        Assert.Equal("true/true true/true true/true true/true", report["all opened"]);
        Assert.Equal("Close all", report["all opened says"]);
        Assert.Equal(report["closed"], report["all closed"]);
        Assert.Equal("Open all", report["all closed says"]);
    }

    [BrowserFact]
    public void Table_becomes_a_list_without_overflow_in_a_narrow_window()
    {
        Assert.Equal("table", report["table"]);
        Assert.Equal("sticky", report["header"]);
        Assert.Equal("block", report.InNarrow("table"));
        Assert.Equal("static", report.InNarrow("header"));
        Assert.Equal("false", report["too wide"]);
        Assert.Equal("false", report.InNarrow("too wide"));
    }

    [BrowserFact]
    public void Sorting_and_filtering_work_in_a_narrow_window()
    {
        Assert.Equal("Review", report.InNarrow("find XU"));
        Assert.Equal("welcome10 Review Other welcome9", report.InNarrow("Status once"));
        Assert.Equal("true/true false/false false/false false/false", report.InNarrow("opened by its name"));
    }

    [BrowserFact]
    public void Light_and_dark_and_print_modes_have_their_own_colours()
    {
        Assert.Equal("rgb(244, 245, 247)", report["light"]);
        Assert.Equal("rgb(15, 18, 23) rgb(230, 233, 238)", report["dark"]);
        Assert.Equal("rgb(255, 255, 255) rgb(0, 0, 0)", report["printed"]);
        Assert.Equal("false", report["printed filters"]);
    }

    private string[] Orders(string header) => [.. new[] { "once", "twice" }.Select(time => report[$"{header} {time}"])];
}
