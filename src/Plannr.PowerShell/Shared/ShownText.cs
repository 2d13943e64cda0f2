namespace Plannr.PowerShell.Shared;

/// <summary>Shows values in the views without control characters and marks of direction, which could drive the terminal. The objects keep their text.</summary>
public static class ShownText
{
    /// <summary>Writes a value on one line, for a cell of a table.</summary>
    /// <param name="value">The value; null shows nothing.</param>
    /// <returns>The text.</returns>
    public static string Clean(object? value) => TerminalText.Clean(value?.ToString());

    /// <summary>Writes a value with its line breaks, for a list or a drawing.</summary>
    /// <param name="value">The value; null shows nothing.</param>
    /// <returns>The text.</returns>
    public static string CleanLines(object? value) => TerminalText.CleanLines(value?.ToString());
}
