namespace Plannr.Sandbox.Data.Demo;

/// <summary>The demo's dates, counted back from the moment the sandbox started.</summary>
internal sealed class DemoCalendar(DateTimeOffset start)
{
    public DateTimeOffset Start { get; } = start;

    public DateTimeOffset DaysAgo(int days, int hours = 0, int minutes = 0) =>
        Start - new TimeSpan(days, hours, minutes, 0);

    /// <summary>A time of the latest night that is well over: so many minutes, below 60, after two in the morning, UK time.</summary>
    public DateTimeOffset LastNight(int minutes)
    {
        var today = UkTime.ToLocal(Start).Date;
        var two = TwoInTheMorning(today);
        return (two <= Start - TimeSpan.FromHours(2) ? two : TwoInTheMorning(today.AddDays(-1))).AddMinutes(minutes);
    }

    /// <summary>A day some years ago, for records that are older than what happens in the demo.</summary>
    public DateTimeOffset YearsAgo(int years, int days = 0) => Start.AddYears(-years).AddDays(-days);

    // Clocks change at one, so at two the day has the offset that it keeps.
    private static DateTimeOffset TwoInTheMorning(DateTime day)
    {
        var two = day.AddHours(2);
        return new DateTimeOffset(two, UkTime.ToLocal(new DateTimeOffset(two, TimeSpan.Zero)).Offset);
    }
}
