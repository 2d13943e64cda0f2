namespace Plannr.Fuzz.Tests.Texts;

/// <summary>Dates, in the API's forms and in none.</summary>
public sealed class DateFuzz
{
    [Fuzz]
    public void Any_text_is_a_date_or_not(AnyText text) =>
        Assert.Equal(ApiDate.TryParse(text.Text, out DateTimeOffset? value), value is not null);

    [Fuzz]
    public void What_begins_as_a_date_is_a_date_or_not(DateTime date, AnyText text) =>
        Assert.Equal(ApiDate.TryParse(date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + text.Text, out DateTimeOffset? value), value is not null);

    [Fuzz]
    public void A_date_with_an_offset_comes_back_as_it_was(DateTimeOffset date)
    {
        DateTimeOffset whole = new(date.Ticks - (date.Ticks % TimeSpan.TicksPerSecond), date.Offset);

        Assert.True(ApiDate.TryParse(whole.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture), out DateTimeOffset? value));
        Assert.Equal(whole, value);
        Assert.Equal(whole.Offset, value!.Value.Offset);
    }

    [Fuzz]
    public void A_date_without_an_offset_is_the_United_Kingdoms(DateTime date, int days)
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
