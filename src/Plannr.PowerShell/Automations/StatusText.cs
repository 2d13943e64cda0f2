namespace Plannr.PowerShell.Automations;

/// <summary>How the views show a state: the API's word, "!" where a step reported an error all the same, and a colour where the host has colours.</summary>
public static class StatusText
{
    /// <summary>Gets the text of a state for a table: by the state, whether an error was reported, and <c>$PSStyle</c>.</summary>
    public static ViewFunction<string?, bool, object?> Cell { get; } = new(Format);

    /// <summary>Writes a state for a table or list.</summary>
    /// <param name="status">The state as the API words it; null shows nothing.</param>
    /// <param name="hasError">Whether an error was reported.</param>
    /// <param name="style">The host's <c>$PSStyle</c>; null where it has none (Windows PowerShell).</param>
    /// <returns>The text, with the style's escape sequences unless the style says plain text.</returns>
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
