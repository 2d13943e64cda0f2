namespace Plannr.PowerShell.Automations;

/// <summary>Formats a status for the views. The result is the API's text, followed by "!" if an error was reported but the status itself does not indicate failure. It is coloured if the host supports colours.</summary>
public static class StatusText
{
    /// <summary>Gets the text of a status for a table. The arguments are the status, whether an error was reported, and <c>$PSStyle</c>.</summary>
    public static ViewFunction<string?, bool, object?> Cell { get; } = new(Format);

    /// <summary>Formats a status for a table or list.</summary>
    /// <param name="status">The status as the API returns it. Null is shown as an empty string.</param>
    /// <param name="hasError">Whether an error was reported.</param>
    /// <param name="style">The host's <c>$PSStyle</c>, or null if it has none (Windows PowerShell).</param>
    /// <returns>The text. It contains escape sequences if the status has a colour and the style permits colours.</returns>
    public static string Format(string? status, bool hasError, object? style)
    {
        bool failed = AutomationStatus.IsFailed(status);
        string text = ShownText.Clean(status) + (hasError && !failed ? "!" : string.Empty);
        string? colour = failed ? "BrightRed"
            : hasError ? "BrightYellow"
            : AutomationStatus.IsCompleted(status) ? "Green"
            : AutomationStatus.IsRunning(status) ? "Cyan"
            : null;
        return colour is null || style is null || Get(style, "OutputRendering") is "PlainText"
            ? text
            : Get(Property(style, "Foreground"), colour) + text + Get(style, "Reset");
    }

    private static object? Property(object? value, string name) =>
        value is null ? null : PSObject.AsPSObject(value).Properties[name]?.Value;

    private static string Get(object? value, string name) => Property(value, name)?.ToString() ?? string.Empty;
}
