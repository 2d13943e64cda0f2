namespace Plannr.Benchmarks.Soak;

/// <summary>The numbers of returned, failed, lost and duplicated objects.</summary>
internal sealed class Verdict
{
    public int Runs { get; set; } = 1;

    public long Returned { get; set; }

    /// <summary>The number of errors with one of the module's error IDs.</summary>
    public long Named { get; set; }

    /// <summary>The number of other errors.</summary>
    public long Unnamed { get; set; }

    /// <summary>The number of objects that were neither returned nor covered by an error.</summary>
    public long Lost { get; set; }

    /// <summary>The number of objects that were returned more often than requested.</summary>
    public long Duplicated { get; set; }

    public bool IsGood => Unnamed == 0 && Lost == 0 && Duplicated == 0;

    public void Add(Verdict other)
    {
        Runs += other.Runs;
        Returned += other.Returned;
        Named += other.Named;
        Unnamed += other.Unnamed;
        Lost += other.Lost;
        Duplicated += other.Duplicated;
    }
}
