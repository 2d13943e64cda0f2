namespace Plannr.Benchmarks.Measurement;

/// <summary>A Markdown table, padded to be readable as plain text. The first column is left-aligned; the others are right-aligned.</summary>
internal sealed class MarkdownTable(params string[] headers)
{
    private readonly List<string[]> _rows = [];

    public void Add(params string[] cells) => _rows.Add(cells);

    public void Write(TextWriter writer)
    {
        int[] widths = headers.Select((header, i) => Math.Max(3, _rows.Append(headers).Max(row => row[i].Length))).ToArray();
        writer.WriteLine(Line(headers, widths));
        writer.WriteLine("| " + string.Join(" | ", widths.Select((width, i) => i == 0 ? new string('-', width) : new string('-', width - 1) + ":")) + " |");
        foreach (string[] row in _rows)
        {
            writer.WriteLine(Line(row, widths));
        }
    }

    private static string Line(string[] cells, int[] widths) =>
        "| " + string.Join(" | ", cells.Select((cell, i) => i == 0 ? cell.PadRight(widths[i]) : cell.PadLeft(widths[i]))) + " |";
}
