namespace Plannr.Client.Reports.Figures;

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
