namespace Plannr.Benchmarks.Measurement;

/// <summary>Repeated measurements of the same work.</summary>
internal sealed class Samples
{
    private readonly List<TimeSpan> _values = [];

    public TimeSpan Median => At(0.5);

    public TimeSpan LowerQuartile => At(0.25);

    public TimeSpan UpperQuartile => At(0.75);

    public void Add(TimeSpan value) => _values.Add(value);

    /// <summary>Returns a quantile, interpolated between two samples.</summary>
    private TimeSpan At(double quantile)
    {
        TimeSpan[] sorted = _values.Order().ToArray();
        double position = quantile * (sorted.Length - 1);
        int below = (int)position;
        int above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((sorted[above] - sorted[below]) * (position - below));
    }
}
