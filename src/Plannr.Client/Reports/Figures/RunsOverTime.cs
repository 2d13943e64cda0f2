using System;
using System.Collections.Generic;
using System.Linq;

namespace Plannr.Client.Reports.Figures;

/// <summary>How many runs of each state were created on each day; each week, month or year where there would be too many days to see.</summary>
internal sealed record RunsOverTime
{
    private const int MostBars = 100;

    /// <summary>So that the bars of a day or two do not fill the page.</summary>
    private const int FewestBars = 14;

    public required CalendarUnit Unit { get; init; }

    /// <summary>One after the other without gaps, oldest first. Empty where no run has a date.</summary>
    public required IReadOnlyList<Period> Periods { get; init; }

    /// <summary>The runs without a date, which the chart can't show.</summary>
    public required int Undated { get; init; }

    public int Highest => Periods.Count == 0 ? 0 : Periods.Max(period => period.Total);

    public static RunsOverTime Of(IReadOnlyList<ReportRun> runs, StatusGroups groups)
    {
        List<ReportRun> dated = runs.Where(run => run.CreatedAt is not null).ToList();
        if (dated.Count == 0)
        {
            return new RunsOverTime { Unit = CalendarUnit.Days, Periods = [], Undated = runs.Count };
        }

        DateTime first = dated.Min(run => run.CreatedAt!.Value.Date);
        DateTime last = dated.Max(run => run.CreatedAt!.Value.Date);
        CalendarUnit unit = CalendarUnit.All.FirstOrDefault(candidate => candidate.IndexOf(last) - candidate.IndexOf(first) < MostBars) ?? CalendarUnit.Years;
        int end = unit.IndexOf(last);
        int start = Math.Max(0, Math.Min(unit.IndexOf(first), end - FewestBars + 1));
        Period[] periods = Enumerable.Range(start, end - start + 1)
            .Select(index => new Period(unit.StartOf(index), new int[groups.All.Count]))
            .ToArray();
        foreach (ReportRun run in dated)
        {
            periods[unit.IndexOf(run.CreatedAt!.Value.Date) - start].Counts[groups.PlaceOf(run.Status)]++;
        }

        return new RunsOverTime { Unit = unit, Periods = periods, Undated = runs.Count - dated.Count };
    }

    /// <summary>One bar of the chart: when it starts, and how many runs each of the groups has.</summary>
    internal sealed record Period(DateTime Start, int[] Counts)
    {
        public int Total => Counts.Sum();
    }
}
