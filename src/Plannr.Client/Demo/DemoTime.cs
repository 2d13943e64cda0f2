namespace Plannr.Client.Demo;

/// <summary>A moment, and the form in which the API writes it.</summary>
internal sealed record DemoTime(DateTimeOffset Moment, string Format = DemoTime.Timestamp)
{
    private const string Timestamp = "yyyy-MM-dd'T'HH:mm:sszzz";
    private const string WithoutOffset = "yyyy-MM-dd HH:mm:ss";
    private const string DayOnly = "yyyy-MM-dd";

    /// <summary>Gets the day on UK clocks.</summary>
    public DateTime Day => ToUk(Moment).Date;

    /// <summary>Parses a time of <c>demo.json</c>, such as <c>@start -2d -3h</c>, <c>@night +4m</c> or <c>@2026-05-19T18:31:18+01:00 day</c>.</summary>
    /// <param name="text">The text, with its @.</param>
    /// <param name="start">The moment of the connection.</param>
    public static DemoTime Parse(string text, DateTimeOffset start)
    {
        string[] words = text.Substring(1).Split(' ');
        DateTimeOffset moment = words[0] switch
        {
            "start" => start,
            "night" => LastNight(start),
            _ => DateTimeOffset.Parse(words[0], CultureInfo.InvariantCulture),
        };
        foreach (string word in words.Skip(1).Where(word => word[0] is '+' or '-'))
        {
            int amount = int.Parse(word.Substring(0, word.Length - 1), CultureInfo.InvariantCulture);
            moment = word[word.Length - 1] switch
            {
                'y' => moment.AddYears(amount),
                'd' => moment.AddDays(amount),
                'h' => moment.AddHours(amount),
                'm' => moment.AddMinutes(amount),
                _ => moment.AddSeconds(amount),
            };
        }

        return new DemoTime(moment, words[words.Length - 1] switch { "plain" => WithoutOffset, "day" => DayOnly, _ => Timestamp });
    }

    /// <summary>Parses a time that a request sets. UK clocks apply where it has no offset.</summary>
    public static DemoTime ParseInput(string text)
    {
        DateTimeOffset moment = DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        bool hasOffset = DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind).Kind != DateTimeKind.Unspecified;
        return new DemoTime(hasOffset ? moment : moment - ToUk(moment).Offset, WithoutOffset);
    }

    /// <summary>Returns a value of a record.</summary>
    public JsonNode ToNode() => JsonValue.Create(this)!;

    /// <summary>Writes the moment on UK clocks.</summary>
    public override string ToString() => ToUk(Moment).ToString(Format, CultureInfo.InvariantCulture);

    /// <summary>Returns the latest 02:00 on UK clocks that is at least two hours ago.</summary>
    private static DateTimeOffset LastNight(DateTimeOffset start)
    {
        DateTime today = ToUk(start).Date;
        DateTimeOffset two = TwoInTheMorning(today);
        return two <= start.AddHours(-2) ? two : TwoInTheMorning(today.AddDays(-1));
    }

    // The clocks change at 01:00 UTC, so the offset at 02:00 is that of the rest of the day.
    private static DateTimeOffset TwoInTheMorning(DateTime day) =>
        new(day.AddHours(2), ToUk(new DateTimeOffset(day.AddHours(2), TimeSpan.Zero)).Offset);

    // By rule, because the machine's time zone data may be missing or old.
    private static DateTimeOffset ToUk(DateTimeOffset moment)
    {
        DateTime utc = moment.UtcDateTime;
        bool isSummer = utc >= ClockChange(utc.Year, 3) && utc < ClockChange(utc.Year, 10);
        return moment.ToOffset(TimeSpan.FromHours(isSummer ? 1 : 0));
    }

    /// <summary>Returns 01:00 UTC on the last Sunday of a month of 31 days.</summary>
    private static DateTime ClockChange(int year, int month)
    {
        var last = new DateTime(year, month, 31, 1, 0, 0, DateTimeKind.Utc);
        return last.AddDays(-(int)last.DayOfWeek);
    }
}
