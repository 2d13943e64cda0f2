namespace Plannr.Client.Reports;

/// <summary>Writes the chart of runs over time. The drawing is stretched, so all labels are HTML text around it and stay legible on a phone.</summary>
internal static class ChartSection
{
    private const int BarSlot = 10;
    private const int LabelsOnAWidePage = 10;
    private const int LabelsOnANarrowPage = 4;

    /// <summary>The minimum number of bars to leave room for, so that one or two bars do not fill the page.</summary>
    private const int FewestSlots = 14;

    private static readonly int[] RoundTops = [12, 14, 16, 18, 20, 24, 30, 40, 50, 60, 80, 100];

    public static void Write(Markup markup, RunsOverTime time, StatusGroups groups)
    {
        markup.Write($"<section class=\"card\" aria-labelledby=\"chart-heading\">\n<h2 id=\"chart-heading\">Executions per {time.Unit.Name}</h2>\n");
        if (time.Periods.Count > 0)
        {
            int top = GetTop(time.Periods.Max(period => period.Total));
            markup.Write($"<div class=\"chart\"><div class=\"scale\" aria-hidden=\"true\"><span>{top}</span><span>{top / 2}</span><span>0</span></div>\n");
            WriteDrawing(markup, time, groups, top);
            WriteLabels(markup, time);
            markup.WriteRaw("</div>\n");
            WriteNumbers(markup, time, groups);
        }

        int earlier = time.Earlier.Count;
        if (earlier > 0)
        {
            string first = Day(time.Earlier[0]);
            string last = Day(time.Earlier[earlier - 1]);
            string dates = first == last ? first : $"{first} to {last}";
            markup.Write($"<p class=\"note\">{earlier} earlier {(earlier == 1 ? "execution" : "executions")} ({dates}) {(earlier == 1 ? "is" : "are")} not shown.</p>\n");
        }

        if (time.Undated > 0)
        {
            markup.Write($"<p class=\"note\">{time.Undated} {(time.Undated == 1 ? "execution has" : "executions have")} no date and can't be shown here.</p>\n");
        }

        markup.WriteRaw("</section>\n");
    }

    public static string Day(DateTimeOffset time) => Format(time.DateTime, "d MMM yyyy");

    private static string Format(DateTime time, string format) => time.ToString(format, CultureInfo.InvariantCulture);

    private static void WriteDrawing(Markup markup, RunsOverTime time, StatusGroups groups, int top)
    {
        int width = Math.Max(time.Periods.Count, FewestSlots) * BarSlot;
        markup.Write($"<svg class=\"bars\" viewBox=\"0 0 {width:0} 100\" preserveAspectRatio=\"none\" role=\"img\" aria-labelledby=\"chart-title chart-text\">\n");
        markup.Write($"<title id=\"chart-title\">Executions per {time.Unit.Name} by status</title>\n<desc id=\"chart-text\">{Describe(time, groups)}</desc>\n");
        markup.Write($"<path class=\"grid\" d=\"M0 0H{width:0}M0 50H{width:0}M0 100H{width:0}\"/>\n");
        for (int i = 0; i < time.Periods.Count; i++)
        {
            Period period = time.Periods[i];
            double below = 100;
            foreach ((int count, StatusGroup group) in period.Counts.Zip(groups.All, (count, group) => (count, group)).Where(bar => bar.count > 0))
            {
                double height = 100.0 * count / top;
                below -= height;
                markup.Write($"<rect class=\"{group.Class}\" x=\"{(i * BarSlot) + 1.5}\" y=\"{below:0.##}\" width=\"{BarSlot - 3}\" height=\"{height:0.##}\">");
                markup.Write($"<title>{Format(period.Start, time.Unit.Format)}: {count} {group.Label}</title></rect>\n");
            }
        }

        markup.WriteRaw("</svg>\n");
    }

    private static void WriteLabels(Markup markup, RunsOverTime time)
    {
        int count = time.Periods.Count;
        int wide = (int)Math.Ceiling((double)count / LabelsOnAWidePage);
        int narrow = wide * (int)Math.Ceiling((double)count / wide / LabelsOnANarrowPage);
        markup.WriteRaw("<div class=\"days\" aria-hidden=\"true\">");
        for (int i = 0; i < count; i++)
        {
            // Count from the end, so that the newest bar has a label.
            int age = count - 1 - i;
            bool isLabelled = age % wide == 0;
            markup.WriteRaw(isLabelled && age % narrow != 0 ? "<span class=\"w\">" : "<span>");
            markup.WriteRaw(isLabelled ? $"<i>{Format(time.Periods[i].Start, time.Unit.ShortFormat)}</i></span>" : "</span>");
        }

        markup.WriteRaw(string.Concat(Enumerable.Repeat("<span></span>", Math.Max(0, FewestSlots - count))));
        markup.WriteRaw("</div>\n");
    }

    private static void WriteNumbers(Markup markup, RunsOverTime time, StatusGroups groups)
    {
        markup.Write($"<details class=\"numbers\"><summary>Show the numbers</summary>\n<div class=\"scroll\"><table><thead><tr><th scope=\"col\">{Capitalize(time.Unit.Name)}</th>");
        foreach (StatusGroup group in groups.All)
        {
            markup.Write($"<th scope=\"col\" class=\"n\">{group.Label}</th>");
        }

        markup.WriteRaw("<th scope=\"col\" class=\"n\">all</th></tr></thead>\n<tbody>\n");
        foreach (Period period in time.Periods.Where(period => period.Total > 0).Reverse())
        {
            markup.Write($"<tr><th scope=\"row\">{Capitalize(Format(period.Start, time.Unit.Format))}</th>");
            foreach (int count in period.Counts.Append(period.Total))
            {
                markup.Write($"<td class=\"n\">{count}</td>");
            }

            markup.WriteRaw("</tr>\n");
        }

        markup.WriteRaw("</tbody></table></div></details>\n");
    }

    private static string Describe(RunsOverTime time, StatusGroups groups)
    {
        Period busiest = time.Periods.OrderByDescending(period => period.Total).First();
        string states = string.Join(", ", groups.All
            .Select((group, place) => (group.Label, Count: time.Periods.Sum(period => period.Counts[place])))
            .Where(state => state.Count > 0)
            .Select(state => $"{state.Count.ToString("N0", CultureInfo.InvariantCulture)} {state.Label}"));
        return $"Stacked bars, one per {time.Unit.Name}. Total: {states}. "
            + $"Most executions: {busiest.Total.ToString("N0", CultureInfo.InvariantCulture)}, {Format(busiest.Start, time.Unit.Format)}.";
    }

    /// <summary>Returns the number at the top of the scale: a round number whose half is a whole number.</summary>
    private static int GetTop(int highest)
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

    private static string Capitalize(string text) => char.ToUpperInvariant(text[0]) + text.Substring(1);
}

/// <summary>The number of runs in each state by day, week, month or year. A few old runs may be omitted, so that the chart can use a finer unit.</summary>
internal sealed record RunsOverTime(CalendarUnit Unit, IReadOnlyList<Period> Periods, int Undated, IReadOnlyList<DateTimeOffset> Earlier)
{
    private const int MostBars = 100;

    /// <summary>The share of runs that may be omitted: at most one in ten.</summary>
    private const int OmittedOneIn = 10;

    public static RunsOverTime Count(IReadOnlyList<AutomationExecution> runs, StatusGroups groups)
    {
        List<AutomationExecution> dated = runs.Where(run => run.CreatedAt is not null).OrderBy(GetDate).ToList();
        int undated = runs.Count - dated.Count;
        if (dated.Count == 0)
        {
            return new RunsOverTime(CalendarUnit.All[0], [], undated, []);
        }

        DateTime newest = GetDate(dated[dated.Count - 1]);
        CalendarUnit? fine = CalendarUnit.All.FirstOrDefault(candidate => CountEarlier(candidate) * OmittedOneIn <= dated.Count);
        CalendarUnit unit = fine ?? CalendarUnit.All[CalendarUnit.All.Count - 1];
        int earlier = fine is null ? 0 : CountEarlier(fine);
        int end = unit.GetIndex(newest);
        int start = unit.GetIndex(GetDate(dated[earlier]));
        Period[] periods = Enumerable.Range(start, end - start + 1).Select(index => new Period(unit.GetStart(index), new int[groups.All.Count])).ToArray();
        foreach (AutomationExecution run in dated.Skip(earlier))
        {
            periods[unit.GetIndex(GetDate(run)) - start].Counts[groups.GetPlace(run)]++;
        }

        return new RunsOverTime(unit, periods, undated, dated.Take(earlier).Select(run => run.CreatedAt!.Value).ToArray());

        int CountEarlier(CalendarUnit candidate)
        {
            int first = candidate.GetIndex(newest) - MostBars + 1;
            return dated.TakeWhile(run => candidate.GetIndex(GetDate(run)) < first).Count();
        }
    }

    private static DateTime GetDate(AutomationExecution run) => run.CreatedAt!.Value.Date;
}

/// <summary>One bar of the chart, with the number of runs in each group.</summary>
internal sealed record Period(DateTime Start, int[] Counts)
{
    public int Total => Counts.Sum();
}

/// <summary>A calendar unit: days, weeks that start on Monday, months or years, counted from 1 January 0001.</summary>
internal sealed record CalendarUnit(string Name, string Format, string ShortFormat, Func<DateTime, int> GetIndex, Func<int, DateTime> GetStart)
{
    /// <summary>The units from fine to coarse. The weeks start on Monday, because 1 January 0001 was a Monday.</summary>
    public static IReadOnlyList<CalendarUnit> All { get; } =
    [
        new("day", "ddd d MMM yyyy", "d MMM", date => (date - DateTime.MinValue).Days, index => DateTime.MinValue.AddDays(index)),
        new("week", "'week of' d MMM yyyy", "d MMM", date => (date - DateTime.MinValue).Days / 7, index => DateTime.MinValue.AddDays(index * 7)),
        new("month", "MMM yyyy", "MMM yy", date => ((date.Year - 1) * 12) + date.Month - 1, index => DateTime.MinValue.AddMonths(index)),
        new("year", "yyyy", "yyyy", date => date.Year - 1, index => DateTime.MinValue.AddYears(index)),
    ];
}
