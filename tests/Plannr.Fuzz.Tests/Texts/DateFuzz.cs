namespace Plannr.Fuzz.Tests.Texts;

/// <summary>Tests dates in the API's formats and in other formats.</summary>
public sealed class DateFuzz
{
    [Fuzz]
    public void Any_text_is_parsed_as_a_date_or_rejected(AnyText text) =>
        Assert.Equal(ApiDate.TryParse(text.Text, out DateTimeOffset? value), value is not null);

    [Fuzz]
    public void Text_that_starts_with_a_date_is_parsed_or_rejected(DateTime date, AnyText text) =>
        Assert.Equal(ApiDate.TryParse(date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + text.Text, out DateTimeOffset? value), value is not null);

    [Fuzz]
    public void Date_with_an_offset_survives_a_round_trip(DateTimeOffset date)
    {
        DateTimeOffset whole = new(date.Ticks - (date.Ticks % TimeSpan.TicksPerSecond), date.Offset);

        Assert.True(ApiDate.TryParse(whole.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture), out DateTimeOffset? value));
        Assert.Equal(whole, value);
        Assert.Equal(whole.Offset, value!.Value.Offset);
    }

    [Fuzz]
    public void Date_without_an_offset_is_read_as_UK_time(DateTime date, int days)
    {
        var local = new DateTime(1996, 1, 1).AddDays(Math.Abs((long)days) % 20_000).Add(new TimeSpan(date.Hour, date.Minute, date.Second));
        TimeZoneInfo uk = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");
        if (uk.IsInvalidTime(local) || uk.IsAmbiguousTime(local))
        {
            return;
        }

        Assert.True(ApiDate.TryParse(local.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture), out DateTimeOffset? value));
        Assert.Equal(new DateTimeOffset(local, uk.GetUtcOffset(local)), value);
    }
}
