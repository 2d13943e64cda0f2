namespace Plannr.Client.Reports;

/// <summary>
/// How many runs of each state were created on each day; each week, month or year where there would be too many days to see. A few old runs
/// do not take the days from all others: they are left out, and counted.
/// </summary>
internal sealed record RunsOverTime
{
    private const int MostBars = 100;

    /// <summary>One run in so many may be left out. More would be another picture.</summary>
    private const int LeftOutOneIn = 10;

    /// <summary>So that the bars of a day or two do not fill the page.</summary>
    private const int FewestBars = 14;

    public required CalendarUnit Unit { get; init; }

    /// <summary>One after the other without gaps, oldest first. Empty where no run has a date.</summary>
    public required IReadOnlyList<Period> Periods { get; init; }

    /// <summary>The runs without a date, which the chart can't show.</summary>
    public required int Undated { get; init; }

    /// <summary>When the runs were created that are older than the first period. Oldest first.</summary>
    public required IReadOnlyList<DateTimeOffset> Earlier { get; init; }

    public int Highest => Periods.Count == 0 ? 0 : Periods.Max(period => period.Total);

    public static RunsOverTime Of(IReadOnlyList<ReportRun> runs, StatusGroups groups)
    {
        List<ReportRun> dated = runs.Where(run => run.CreatedAt is not null).OrderBy(DateOf).ToList();
        int undated = runs.Count - dated.Count;
        if (dated.Count == 0)
        {
            return new RunsOverTime { Unit = CalendarUnit.Days, Periods = [], Undated = undated, Earlier = [] };
        }

        CalendarUnit? fine = CalendarUnit.All.FirstOrDefault(candidate => EarlierThanBarsGo(dated, candidate) * LeftOutOneIn <= dated.Count);
        CalendarUnit unit = fine ?? CalendarUnit.Years;
        int earlier = fine is null ? 0 : EarlierThanBarsGo(dated, fine);
        int end = unit.IndexOf(DateOf(dated[dated.Count - 1]));
        int start = Math.Max(0, Math.Min(unit.IndexOf(DateOf(dated[earlier])), end - FewestBars + 1));
        Period[] periods = Enumerable.Range(start, end - start + 1)
            .Select(index => new Period(unit.StartOf(index), new int[groups.All.Count]))
            .ToArray();
        foreach (ReportRun run in dated.Skip(earlier))
        {
            periods[unit.IndexOf(DateOf(run)) - start].Counts[groups.PlaceOf(run.Status)]++;
        }

        DateTimeOffset[] leftOut = dated.Take(earlier).Select(run => run.CreatedAt!.Value).ToArray();
        return new RunsOverTime { Unit = unit, Periods = periods, Undated = undated, Earlier = leftOut };
    }

    /// <summary>How many runs, of those in the order of their dates, are older than the bars up to the last run can show.</summary>
    private static int EarlierThanBarsGo(List<ReportRun> dated, CalendarUnit unit)
    {
        int first = unit.IndexOf(DateOf(dated[dated.Count - 1])) - MostBars + 1;
        return dated.TakeWhile(run => unit.IndexOf(DateOf(run)) < first).Count();
    }

    private static DateTime DateOf(ReportRun run) => run.CreatedAt!.Value.Date;

    /// <summary>One bar of the chart: when it starts, and how many runs each of the groups has.</summary>
    internal sealed record Period(DateTime Start, int[] Counts)
    {
        public int Total => Counts.Sum();
    }
}

/// <summary>A way to part time: days, weeks from Monday, months, years. Its periods are numbered from that of 1 January 0001.</summary>
internal sealed class CalendarUnit
{
    private readonly Func<DateTime, int> _indexOf;
    private readonly Func<int, DateTime> _startOf;

    private CalendarUnit(string name, string format, Func<DateTime, int> indexOf, Func<int, DateTime> startOf)
    {
        Name = name;
        Format = format;
        _indexOf = indexOf;
        _startOf = startOf;
    }

    // The first of January of the year 1 was a Monday.
    public static CalendarUnit Days { get; } = new("day", "ddd d MMM yyyy", date => (date - DateTime.MinValue).Days, index => DateTime.MinValue.AddDays(index));

    public static CalendarUnit Weeks { get; } = new("week", "'week of' d MMM yyyy", date => (date - DateTime.MinValue).Days / 7, index => DateTime.MinValue.AddDays(index * 7));

    public static CalendarUnit Months { get; } = new("month", "MMM yyyy", date => ((date.Year - 1) * 12) + date.Month - 1, index => DateTime.MinValue.AddMonths(index));

    public static CalendarUnit Years { get; } = new("year", "yyyy", date => date.Year - 1, index => DateTime.MinValue.AddYears(index));

    /// <summary>From fine to coarse.</summary>
    public static IReadOnlyList<CalendarUnit> All { get; } = [Days, Weeks, Months, Years];

    /// <summary>What one period is called.</summary>
    public string Name { get; }

    /// <summary>How a period is written out.</summary>
    public string Format { get; }

    public int IndexOf(DateTime date) => _indexOf(date);

    public DateTime StartOf(int index) => _startOf(index);
}
