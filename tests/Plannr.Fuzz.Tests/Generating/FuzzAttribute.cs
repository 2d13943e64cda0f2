using FsCheck.Xunit;

namespace Plannr.Fuzz.Tests.Generating;

/// <summary>
/// A property that is tested with random inputs: a few hundred by default, or the number in PLANNR_FUZZ_ITERATIONS. If it fails, the output shows the
/// smallest input found and a seed, <c>(1234,5678)</c>; to repeat the same inputs, set PLANNR_FUZZ_SEED=1234,5678.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FuzzAttribute : PropertyAttribute
{
    private const int DefaultIterations = 300;

    public FuzzAttribute()
    {
        MaxTest = Iterations;
        Arbitrary = [typeof(Inputs)];
        QuietOnSuccess = true;
        if (Environment.GetEnvironmentVariable("PLANNR_FUZZ_SEED") is { Length: > 0 } seed)
        {
            Replay = seed;
        }
    }

    private static int Iterations =>
        int.TryParse(Environment.GetEnvironmentVariable("PLANNR_FUZZ_ITERATIONS"), NumberStyles.None, CultureInfo.InvariantCulture, out int count) ? count : DefaultIterations;
}
