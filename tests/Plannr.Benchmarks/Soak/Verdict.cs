namespace Plannr.Benchmarks.Soak;

/// <summary>What became of the objects that were asked for.</summary>
internal sealed class Verdict
{
    public int Runs { get; set; } = 1;

    public long Came { get; set; }

    /// <summary>Errors of the module's.</summary>
    public long Named { get; set; }

    /// <summary>Errors that are not.</summary>
    public long Unnamed { get; set; }

    /// <summary>Objects that neither came nor have an error.</summary>
    public long Lost { get; set; }

    /// <summary>Objects that came more often than they were asked for.</summary>
    public long Doubled { get; set; }

    public bool IsGood => Unnamed == 0 && Lost == 0 && Doubled == 0;

    public void Add(Verdict other)
    {
        Runs += other.Runs;
        Came += other.Came;
        Named += other.Named;
        Unnamed += other.Unnamed;
        Lost += other.Lost;
        Doubled += other.Doubled;
    }
}
