namespace Plannr.Benchmarks.Measurement;

/// <summary>A row in the comparison table.</summary>
/// <param name="What">What was measured, with the unit.</param>
/// <param name="Plannr">The module's value.</param>
/// <param name="Other">The value to compare with.</param>
/// <param name="OtherName">The name of what the module is compared with.</param>
/// <param name="Most">The largest accepted ratio of <paramref name="Plannr"/> to <paramref name="Other"/>; null for no limit.</param>
internal sealed record Comparison(string What, double Plannr, double Other, string OtherName, double? Most = null)
{
    public double Factor => Plannr / Other;

    public bool IsMet => !(Factor > Most);

    public static Comparison OfTimes(string what, TimeSpan plannr, TimeSpan other, string otherName, double? most = null) =>
        new(what + ", ms", plannr.TotalMilliseconds, other.TotalMilliseconds, otherName, most);

    /// <summary>Formats the row for the process that started this one.</summary>
    public string ToLine() => FormattableString.Invariant($"{What}\t{Plannr:R}\t{Other:R}\t{OtherName}\t{Most:R}");

    public static Comparison FromLine(string line)
    {
        string[] parts = line.TrimEnd().Split('\t');
        return new Comparison(
            parts[0],
            double.Parse(parts[1], CultureInfo.InvariantCulture),
            double.Parse(parts[2], CultureInfo.InvariantCulture),
            parts[3],
            parts.Length > 4 ? double.Parse(parts[4], CultureInfo.InvariantCulture) : null);
    }

    public static void Write(System.Collections.Generic.IEnumerable<Comparison> comparisons)
    {
        var table = new MarkdownTable("measurement", "Plannr", "other", "factor", "at most", "other is");
        foreach (Comparison row in comparisons)
        {
            table.Add(row.What, Number(row.Plannr), Number(row.Other), Number(row.Factor), row.Most is { } most ? Number(most) : string.Empty, row.OtherName);
        }

        table.Write(Console.Out);
    }

    private static string Number(double value) => value.ToString(value < 10 ? "0.00" : value < 100 ? "0.0" : "0", CultureInfo.InvariantCulture);
}
