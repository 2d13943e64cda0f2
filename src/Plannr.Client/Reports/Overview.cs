namespace Plannr.Client.Reports;

/// <summary>The figures at the top: how many runs, in which states, how many with errors, for how many accounts.</summary>
internal static class Overview
{
    public static void Write(Markup markup, IReadOnlyList<ReportRun> runs, StatusGroups groups)
    {
        int withError = runs.Count(run => run.HasError);
        int accounts = runs.Select(run => run.AccountKey).Where(key => key is not null).Distinct(StringComparer.OrdinalIgnoreCase).Count();
        int names = runs.Select(run => run.Name).Distinct(StringComparer.OrdinalIgnoreCase).Count();

        markup.Raw("<section class=\"figures\" aria-label=\"Figures\">\n<dl>\n");
        Figure(markup, "runs", "Runs", runs.Count, runs.Count == 0 ? "none in this report" : names == 1 ? "of one automation" : $"of {names.ToString("N0", CultureInfo.InvariantCulture)} automations");
        Figure(markup, withError > 0 ? "errors bad" : "errors", "With errors", withError, runs.Count == 0 ? "no runs" : $"{Share(withError, runs.Count)} of all runs");
        Figure(markup, "accounts", "Accounts", accounts, runs.Count == 0 ? "no runs" : accounts == 0 ? "not fetched with the runs" : "in these runs");
        markup.Raw("</dl>\n");
        if (groups.All.Count > 0)
        {
            States(markup, groups, runs.Count);
        }

        markup.Raw("</section>\n");
    }

    private static void Figure(Markup markup, string name, string label, int number, string note) => markup
        .Raw("<div class=\"card figure ").Raw(name).Raw("\"><dt>").Raw(label).Raw("</dt><dd><strong>").Number(number).Raw("</strong> <small>").Raw(note).Raw("</small></dd></div>\n");

    private static void States(Markup markup, StatusGroups groups, int total)
    {
        markup.Raw("<div class=\"card states\"><h2>By state</h2><svg class=\"share\" viewBox=\"0 0 1000 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\">");
        double x = 0;
        foreach (StatusGroup group in groups.All)
        {
            double width = 1000.0 * group.Count / total;
            markup.Raw(string.Format(CultureInfo.InvariantCulture, "<rect class=\"{0}\" x=\"{1:0.##}\" width=\"{2:0.##}\" height=\"10\"/>", group.Colour, x, width));
            x += width;
        }

        markup.Raw("</svg>\n<ul class=\"legend\">");
        foreach (StatusGroup group in groups.All)
        {
            markup.Raw("<li><span class=\"c ").Raw(group.Colour).Raw("\">").Text(group.Label).Raw("</span> <b>").Number(group.Count).Raw("</b>");
            if (group.WithError > 0 && group.WithError < group.Count)
            {
                markup.Raw(" <small>(").Number(group.WithError).Raw(" with errors)</small>");
            }

            markup.Raw("</li>");
        }

        markup.Raw("</ul></div>\n");
    }

    private static string Share(int part, int whole)
    {
        double share = 100.0 * part / whole;
        return share is > 0 and < 1 ? "under 1%" : share is > 99 and < 100 ? "over 99%" : share.ToString("0", CultureInfo.InvariantCulture) + "%";
    }
}
