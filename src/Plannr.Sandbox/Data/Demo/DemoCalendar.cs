using System;

namespace Plannr.Sandbox.Data.Demo;

/// <summary>The demo's dates, counted back from the moment the sandbox started.</summary>
internal sealed class DemoCalendar(DateTimeOffset start)
{
    public DateTimeOffset Start { get; } = start;

    public DateTimeOffset DaysAgo(int days, int hours = 0, int minutes = 0) =>
        Start - new TimeSpan(days, hours, minutes, 0);

    /// <summary>A time of the latest night that lies at least an hour back: so many minutes after two in the morning, UK time.</summary>
    public DateTimeOffset LastNight(int minutes)
    {
        var local = UkTime.ToLocal(Start);
        var two = new DateTimeOffset(local.Date.AddHours(2), local.Offset);
        var latest = Start - TimeSpan.FromHours(1) - TimeSpan.FromMinutes(minutes);
        return (two <= latest ? two : two.AddDays(-1)).AddMinutes(minutes);
    }

    /// <summary>A day some years ago, for records that are older than what happens in the demo.</summary>
    public DateTimeOffset YearsAgo(int years, int days = 0) => Start.AddYears(-years).AddDays(-days);
}
