using System.Text.RegularExpressions;

namespace Plannr.PowerShell.Shared;

/// <summary>Parses the text of a time parameter: <c>yyyy-MM-dd</c> is the same day in every culture and calendar; other text is parsed in the current culture's format.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class TimeAttribute : ArgumentTransformationAttribute
{
    private static readonly Regex Iso = new("^[0-9]{4}-", RegexOptions.CultureInvariant);

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) is string text && text.Trim() is { Length: > 0 } trimmed ? Parse(trimmed) : inputData;

    private static DateTimeOffset Parse(string text)
    {
        CultureInfo culture = CultureInfo.CurrentCulture;
        return DateTimeOffset.TryParse(text, Iso.IsMatch(text) ? CultureInfo.InvariantCulture : culture, DateTimeStyles.None, out DateTimeOffset time)
            ? time
            : throw new ArgumentTransformationMetadataException(
                $"'{ShownText.Clean(text)}' is not a date or time. Use yyyy-MM-dd with an optional time, such as 2026-05-27 or 2026-05-27T18:30, "
                + $"or the short date format of the {(culture.Name.Length > 0 ? $"culture {culture.Name}" : "invariant culture")}, "
                + $"such as {ShownText.Clean(new DateTime(2026, 5, 27).ToString("d", culture))}.");
    }
}
