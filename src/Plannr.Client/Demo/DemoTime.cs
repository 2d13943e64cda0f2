namespace Plannr.Client.Demo;

/// <summary>A time and the format in which the API writes it.</summary>
internal sealed record DemoTime(DateTimeOffset Moment, string Format = DemoTime.Timestamp)
{
    private const string Timestamp = "yyyy-MM-dd'T'HH:mm:sszzz";
    private const string WithoutOffset = "yyyy-MM-dd HH:mm:ss";
    private const string DayOnly = "yyyy-MM-dd";

    /// <summary>The date in UK time.</summary>
    public DateTime Day => BritishTime.From(Moment).Date;

    /// <summary>Parses a time from <c>demo.json</c>, such as <c>@start -2d -3h</c>, <c>@night +4m</c> or <c>@2026-05-19T18:31:18+01:00 day</c>.</summary>
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

    /// <summary>Parses a time from a request. A time without an offset is UK time.</summary>
    public static DemoTime ParseInput(string text)
    {
        DateTimeOffset moment = DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        bool hasOffset = DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind).Kind != DateTimeKind.Unspecified;
        return new DemoTime(hasOffset ? moment : moment - BritishTime.From(moment).Offset, WithoutOffset);
    }

    public JsonNode ToNode() => JsonValue.Create(this)!;

    /// <summary>Formats the time as UK time.</summary>
    public override string ToString() => BritishTime.From(Moment).ToString(Format, CultureInfo.InvariantCulture);

    /// <summary>Returns the latest 02:00 in UK time that is at least two hours before <paramref name="start"/>.</summary>
    private static DateTimeOffset LastNight(DateTimeOffset start)
    {
        DateTime today = BritishTime.From(start).Date;
        return TwoInTheMorning(today) is var two && two <= start.AddHours(-2) ? two : TwoInTheMorning(today.AddDays(-1));
    }

    // The clocks change at 01:00 UTC, so 02:00 UTC and 02:00 UK time have the same offset.
    private static DateTimeOffset TwoInTheMorning(DateTime day) =>
        new(day.AddHours(2), BritishTime.From(new DateTimeOffset(day.AddHours(2), TimeSpan.Zero)).Offset);
}
