namespace Plannr.Sandbox.Querying;

/// <summary>How filters compare.</summary>
internal static class Comparing
{
    public static bool Contains(string? text, string part) =>
        text is not null && CultureInfo.InvariantCulture.CompareInfo.IndexOf(text, part, CompareOptions.IgnoreCase) >= 0;

    /// <summary>Whether a text has one of a comma-separated list of parts in it, in any case of letters.</summary>
    public static bool ContainsOneOf(string? text, string list) => list.Split(',').Any(part => Contains(text, part));

    /// <summary>Whether a text is one of a comma-separated list, in any case of letters.</summary>
    public static bool IsOneOf(string? text, string list) => list.Split(',').Contains(text, StringComparer.OrdinalIgnoreCase);

    public static bool IsOneOf(Guid? uuid, string list) => IsOneOf(uuid?.ToString(), list);

    /// <summary>Whether a list has the UUID of something that is stored by its name alone.</summary>
    public static bool IsUuidOf(string name, string list) => IsOneOf(StableUuid.FromName(name), list);

    public static bool IsTrue(string value) => value is "1" or "true";

    /// <summary>The day in the UK, or null.</summary>
    public static DateTime? Day(DateTimeOffset? moment) => moment is { } value ? UkTime.ToLocal(value).Date : null;

    /// <summary>The day that a text says. One that cannot be read is null, and comparisons with null are false: nothing is found.</summary>
    public static DateTime? Day(string text) =>
        DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime day) ? day.Date : null;
}
