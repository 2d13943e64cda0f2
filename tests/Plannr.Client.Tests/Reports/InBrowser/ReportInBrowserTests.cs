namespace Plannr.Client.Tests.Reports.InBrowser;

/// <summary>What the page does in a real browser.</summary>
public class ReportInBrowserTests(ProbedReport report) : IClassFixture<ProbedReport>
{
    [BrowserFact]
    public void It_starts_with_all_runs_and_says_how_many()
    {
        Assert.Equal("true", report["filters"]);
        Assert.Equal("Review Other welcome10 welcome9", report["all"]);
        Assert.Equal("4 runs", report["all counted"]);
    }

    [BrowserFact]
    public void A_search_finds_accounts_errors_triggers_and_UUIDs()
    {
        Assert.Equal("Review", report["find XU"]);
        Assert.Equal("1 of 4 runs", report["counted XU"]);
        Assert.Equal("Review", report["find no number"]);
        Assert.Equal("welcome10 welcome9", report["find wel client.created"]);
        Assert.Equal("2 of 4 runs", report["counted wel client.created"]);
        Assert.Equal("Review", report["find uuid"]);
        Assert.Equal("false", report["none XU"]);
    }

    [BrowserFact]
    public void A_search_without_a_hit_says_so()
    {
        Assert.Equal("", report["find nothing like it"]);
        Assert.Equal("0 of 4 runs", report["counted nothing like it"]);
        Assert.Equal("true", report["none nothing like it"]);
    }

    [BrowserFact]
    public void A_state_leaves_its_own_runs()
    {
        Assert.Equal("Review Other welcome10 welcome9", report["state all"]);
        Assert.Equal("welcome10", report["state completed"]);
        Assert.Equal("Review", report["state failed"]);
        Assert.Equal("welcome9", report["state in_progress"]);
        Assert.Equal("Other", report["state in progress"]);
    }

    [BrowserFact]
    public void A_copy_holds_no_formula_and_leaves_other_text_to_the_browser()
    {
        Assert.Equal("'=1+1", report["copied formula"]);
        Assert.Contains("'=1+1", report["copied formula as HTML"], StringComparison.Ordinal);
        Assert.Equal("not touched", report["copied number"]);
    }

    [BrowserFact]
    public void Errors_can_be_picked_out_also_together_with_a_search()
    {
        Assert.Equal("Review Other", report["errors in all"]);
        Assert.Equal("Review", report["errors and find"]);
    }

    [BrowserFact]
    public void Each_header_sorts_both_ways_and_what_is_empty_stays_last()
    {
        Assert.Equal(["welcome10 Review Other welcome9", "welcome9 Other Review welcome10"], Orders("State"));
        Assert.Equal(["Other Review welcome9 welcome10", "welcome10 welcome9 Review Other"], Orders("Automation"));
        Assert.Equal(["Other welcome10 Review welcome9", "Review welcome10 Other welcome9"], Orders("Account"));
        Assert.Equal(["welcome10 Other Review welcome9", "Review Other welcome10 welcome9"], Orders("Steps"));
        Assert.Equal(["welcome10 Review welcome9 Other", "welcome9 Review welcome10 Other"], Orders("Created"));
    }

    [BrowserFact]
    public void The_header_that_sorts_is_marked_and_no_other()
    {
        Assert.Equal("ascending,,,,,", report["State once marked"]);
        Assert.Equal("descending,,,,,", report["State twice marked"]);
        Assert.Equal(",,,,,descending", report["Created once marked"]);
        Assert.Equal(",,,,,ascending", report["Created twice marked"]);
    }

    [BrowserFact]
    public void A_run_opens_into_its_timeline_and_says_so_to_a_screen_reader()
    {
        Assert.Equal("false/false false/false false/false false/false", report["closed"]);
        Assert.Equal("true/true false/false false/false false/false", report["opened by its name"]);
        Assert.Equal(report["closed"], report["closed by its row"]);
    }

    [BrowserFact]
    public void All_runs_open_and_close_together()
    {
        Assert.Equal("true/true true/true true/true true/true", report["all opened"]);
        Assert.Equal("Close all", report["all opened says"]);
        Assert.Equal(report["closed"], report["all closed"]);
        Assert.Equal("Open all", report["all closed says"]);
    }

    [BrowserFact]
    public void In_a_narrow_window_the_table_becomes_a_list_and_nothing_is_cut_off()
    {
        Assert.Equal("table", report["table"]);
        Assert.Equal("sticky", report["header"]);
        Assert.Equal("block", report.InNarrow("table"));
        Assert.Equal("static", report.InNarrow("header"));
        Assert.Equal("false", report["too wide"]);
        Assert.Equal("false", report.InNarrow("too wide"));
    }

    [BrowserFact]
    public void It_sorts_and_filters_in_a_narrow_window_too()
    {
        Assert.Equal("Review", report.InNarrow("find XU"));
        Assert.Equal("welcome10 Review Other welcome9", report.InNarrow("State once"));
        Assert.Equal("true/true false/false false/false false/false", report.InNarrow("opened by its name"));
    }

    [BrowserFact]
    public void It_has_colours_for_light_dark_and_paper()
    {
        Assert.Equal("rgb(244, 245, 247)", report["light"]);
        Assert.Equal("rgb(15, 18, 23) rgb(230, 233, 238)", report["dark"]);
        Assert.Equal("rgb(255, 255, 255) rgb(0, 0, 0)", report["printed"]);
        Assert.Equal("false", report["printed filters"]);
    }

    private string[] Orders(string header) => [.. new[] { "once", "twice" }.Select(time => report[$"{header} {time}"])];
}
