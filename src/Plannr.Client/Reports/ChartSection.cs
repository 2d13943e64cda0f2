namespace Plannr.Client.Reports;

/// <summary>
/// The chart of runs over time. The bars are a drawing that is stretched to the width of the page; all writing around it is text of the
/// page, so that it stays legible on a telephone. The same numbers follow as a table.
/// </summary>
internal static class ChartSection
{
    private const int BarSlot = 10;
    private const int LabelsOnAWidePage = 10;
    private const int LabelsOnANarrowPage = 4;

    private static readonly int[] RoundTops = [12, 16, 20, 24, 30, 40, 50, 60, 80, 100];

    public static void Write(Markup markup, RunsOverTime time, StatusGroups groups)
    {
        markup.Raw("<section class=\"card\" aria-labelledby=\"chart-heading\">\n<h2 id=\"chart-heading\">Runs per ").Raw(time.Unit.Name).Raw("</h2>\n");
        if (time.Periods.Count > 0)
        {
            int top = TopOf(time.Highest);
            markup.Raw("<div class=\"chart\"><div class=\"scale\" aria-hidden=\"true\"><span>").Number(top).Raw("</span><span>").Number(top / 2).Raw("</span><span>0</span></div>\n");
            Drawing(markup, time, groups, top);
            Labels(markup, time);
            markup.Raw("</div>\n");
            Numbers(markup, time, groups);
        }

        if (time.Earlier.Count > 0)
        {
            string first = When.Day(time.Earlier[0]);
            string last = When.Day(time.Earlier[time.Earlier.Count - 1]);
            markup.Raw("<p class=\"note\">").Number(time.Earlier.Count).Raw(time.Earlier.Count == 1 ? " earlier run (" : " earlier runs (")
                .Raw(first == last ? first : $"{first} to {last}").Raw(time.Earlier.Count == 1 ? ") is" : ") are").Raw(" not shown.</p>\n");
        }

        if (time.Undated > 0)
        {
            markup.Raw("<p class=\"note\">").Number(time.Undated).Raw(time.Undated == 1 ? " run has" : " runs have").Raw(" no date and can't be shown here.</p>\n");
        }

        markup.Raw("</section>\n");
    }

    private static void Drawing(Markup markup, RunsOverTime time, StatusGroups groups, int top)
    {
        int width = time.Periods.Count * BarSlot;
        markup.Raw($"<svg class=\"bars\" viewBox=\"0 0 {width} 100\" preserveAspectRatio=\"none\" role=\"img\" aria-labelledby=\"chart-title chart-text\">\n")
            .Raw($"<title id=\"chart-title\">Runs per {time.Unit.Name} by state</title>\n<desc id=\"chart-text\">").Text(Description(time, groups)).Raw("</desc>\n")
            .Raw($"<path class=\"grid\" d=\"M0 0H{width}M0 50H{width}M0 100H{width}\"/>\n");
        for (int i = 0; i < time.Periods.Count; i++)
        {
            RunsOverTime.Period period = time.Periods[i];
            double below = 100;
            for (int place = 0; place < period.Counts.Length; place++)
            {
                int count = period.Counts[place];
                if (count > 0)
                {
                    double height = 100.0 * count / top;
                    below -= height;
                    markup.Raw(string.Format(
                            CultureInfo.InvariantCulture,
                            "<rect class=\"{0}\" x=\"{1}\" y=\"{2:0.##}\" width=\"{3}\" height=\"{4:0.##}\"><title>",
                            groups.All[place].Colour, (i * BarSlot) + 1.5, below, BarSlot - 3, height))
                        .Raw(When.Of(period.Start, time.Unit.Format)).Raw(": ").Number(count).Raw(" ").Text(groups.All[place].Label).Raw("</title></rect>\n");
                }
            }
        }

        markup.Raw("</svg>\n");
    }

    private static void Labels(Markup markup, RunsOverTime time)
    {
        int count = time.Periods.Count;
        int wide = (int)Math.Ceiling((double)count / LabelsOnAWidePage);
        int narrow = wide * (int)Math.Ceiling((double)count / wide / LabelsOnANarrowPage);
        markup.Raw("<div class=\"days\" aria-hidden=\"true\">");
        for (int i = 0; i < count; i++)
        {
            // Counted from the end: the newest bar has a label.
            int age = count - 1 - i;
            bool isLabelled = age % wide == 0;
            markup.Raw(isLabelled && age % narrow != 0 ? "<span class=\"w\">" : "<span>")
                .Raw(isLabelled ? "<i>" + ShortOf(time, i) + "</i>" : string.Empty).Raw("</span>");
        }

        markup.Raw("</div>\n");
    }

    private static string ShortOf(RunsOverTime time, int i) =>
        When.Of(time.Periods[i].Start, time.Unit == CalendarUnit.Years ? "yyyy" : time.Unit == CalendarUnit.Months ? "MMM yy" : "d MMM");

    private static void Numbers(Markup markup, RunsOverTime time, StatusGroups groups)
    {
        markup.Raw("<details class=\"numbers\"><summary>Show the numbers</summary>\n<div class=\"scroll\"><table><thead><tr><th scope=\"col\">").Raw(Capital(time.Unit.Name)).Raw("</th>");
        foreach (StatusGroup group in groups.All)
        {
            markup.Raw("<th scope=\"col\" class=\"n\">").Text(group.Label).Raw("</th>");
        }

        markup.Raw("<th scope=\"col\" class=\"n\">all</th></tr></thead>\n<tbody>\n");
        foreach (RunsOverTime.Period period in time.Periods.Where(period => period.Total > 0).Reverse())
        {
            markup.Raw("<tr><th scope=\"row\">").Raw(Capital(When.Of(period.Start, time.Unit.Format))).Raw("</th>");
            foreach (int count in period.Counts.Append(period.Total))
            {
                markup.Raw("<td class=\"n\">").Number(count).Raw("</td>");
            }

            markup.Raw("</tr>\n");
        }

        markup.Raw("</tbody></table></div></details>\n");
    }

    private static string Description(RunsOverTime time, StatusGroups groups)
    {
        RunsOverTime.Period busiest = time.Periods.OrderByDescending(period => period.Total).First();
        string states = string.Join(", ", groups.All
            .Select((group, place) => (group.Label, Count: time.Periods.Sum(period => period.Counts[place])))
            .Where(state => state.Count > 0)
            .Select(state => $"{state.Count.ToString("N0", CultureInfo.InvariantCulture)} {state.Label}"));
        return $"Stacked bars, one a {time.Unit.Name}. All together: {states}. "
            + $"Most runs: {busiest.Total.ToString("N0", CultureInfo.InvariantCulture)}, {When.Of(busiest.Start, time.Unit.Format)}.";
    }

    /// <summary>The number at the top of the scale: a round one whose half is a whole number.</summary>
    private static int TopOf(int highest)
    {
        if (highest <= 10)
        {
            return Math.Max(2, highest + (highest % 2));
        }

        long power = 1;
        while (100 * power < highest)
        {
            power *= 10;
        }

        return (int)Math.Min(int.MaxValue - 1, RoundTops.First(top => top * power >= highest) * power);
    }

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text.Substring(1);
}
