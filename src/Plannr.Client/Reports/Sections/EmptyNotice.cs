namespace Plannr.Client.Reports.Sections;

/// <summary>What stands in place of the chart and the table where there are no runs.</summary>
internal static class EmptyNotice
{
    public static void Write(Markup markup) => markup.Raw(
        "<section class=\"card empty\"><h2>No runs</h2>\n<p>No executions were given to this report. That may be good news: a filter for failed runs "
        + "finds nothing when nothing failed. If you expected some, look at the filters and the dates of the command that made the report.</p></section>\n");
}
