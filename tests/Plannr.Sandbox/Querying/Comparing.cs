namespace Plannr.Sandbox.Querying;

/// <summary>Comparisons that filters use.</summary>
internal static class Comparing
{
    public static bool Contains(string? text, string part) =>
        text is not null && CultureInfo.InvariantCulture.CompareInfo.IndexOf(text, part, CompareOptions.IgnoreCase) >= 0;

    /// <summary>Returns whether a text contains one of the items in a comma-separated list, ignoring case.</summary>
    public static bool ContainsOneOf(string? text, string list) => list.Split(',').Any(part => Contains(text, part));

    /// <summary>Returns whether a text equals one of the items in a comma-separated list, ignoring case.</summary>
    public static bool IsOneOf(string? text, string list) => list.Split(',').Contains(text, StringComparer.OrdinalIgnoreCase);

    public static bool IsOneOf(Guid? uuid, string list) => IsOneOf(uuid?.ToString(), list);

    /// <summary>Returns whether a list contains the UUID of an item that is stored only by name.</summary>
    public static bool IsUuidOf(string name, string list) => IsOneOf(StableUuid.FromName(name), list);

    public static bool IsTrue(string value) => value is "1" or "true";

    /// <summary>Returns the date in the UK, or null.</summary>
    public static DateTime? Day(DateTimeOffset? moment) => moment is { } value ? UkTime.ToLocal(value).Date : null;

    /// <summary>Parses a date. Returns null for an invalid date; comparisons with null are false, so nothing is found.</summary>
    public static DateTime? Day(string text) =>
        DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime day) ? day.Date : null;
}
