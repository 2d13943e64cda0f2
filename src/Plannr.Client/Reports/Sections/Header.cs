namespace Plannr.Client.Reports.Sections;

/// <summary>The title, the time that the runs span, and when the report was made.</summary>
internal static class Header
{
    public static void Write(Markup markup, string title, IReadOnlyList<ReportRun> runs, DateTimeOffset madeAt)
    {
        markup.Raw("<header>\n<h1>").Text(title).Raw("</h1>\n<p>");
        List<DateTimeOffset> dates = runs.Where(run => run.CreatedAt is not null).Select(run => run.CreatedAt!.Value).ToList();
        if (dates.Count > 0)
        {
            string first = When.Day(dates.Min());
            string last = When.Day(dates.Max());
            markup.Raw("Runs created ").Raw(first == last ? $"on {first}" : $"from {first} to {last}").Raw("<span class=\"dot\"> · </span>");
        }

        markup.Raw("<span class=\"made\">Report of <time datetime=\"").Raw(When.Iso(madeAt)).Raw("\">").Raw(When.Minute(madeAt)).Raw("</time></span></p>\n</header>\n");
    }
}
