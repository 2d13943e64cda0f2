namespace Plannr.PowerShell.Completion;

/// <summary>
/// Something that completion can offer. What comes from a server is shown at the prompt: control characters in it, which could drive a
/// terminal, are taken out of what is shown, and a value that has one is never put in.
/// </summary>
/// <param name="value">What is put in.</param>
/// <param name="title">What the list shows in its place, and what can be typed to find it, such as a name for a UUID; null for the value.</param>
/// <param name="toolTip">What is said beside it; null for the title.</param>
internal sealed class Candidate(string value, string? title = null, string? toolTip = null)
{
    /// <summary>Far above any name; what is longer is no use at a prompt.</summary>
    private const int Longest = 200;

    public string Value { get; } = value;

    public string Title { get; } = Readable(title, value);

    public string ToolTip { get; } = Readable(toolTip, Readable(title, value));

    /// <summary>Whether the value can stand on a command line.</summary>
    public bool IsUsable => Value.Length is > 0 and <= Longest && !Value.Any(char.IsControl);

    private static string Readable(string? text, string otherwise)
    {
        string shown = new((text ?? string.Empty).Take(Longest).Select(character => char.IsControl(character) ? ' ' : character).ToArray());
        return string.IsNullOrWhiteSpace(shown) ? otherwise : shown;
    }
}
