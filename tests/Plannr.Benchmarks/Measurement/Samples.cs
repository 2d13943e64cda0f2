namespace Plannr.Benchmarks.Measurement;

/// <summary>Durations of the same work, measured several times.</summary>
internal sealed class Samples
{
    private readonly List<TimeSpan> _values = [];

    public TimeSpan Median => At(0.5);

    public TimeSpan LowerQuartile => At(0.25);

    public TimeSpan UpperQuartile => At(0.75);

    public void Add(TimeSpan value) => _values.Add(value);

    /// <summary>The value below which a part of the samples lies, between two samples by interpolation.</summary>
    private TimeSpan At(double part)
    {
        TimeSpan[] sorted = _values.Order().ToArray();
        double position = part * (sorted.Length - 1);
        int below = (int)position;
        int above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((sorted[above] - sorted[below]) * (position - below));
    }
}
