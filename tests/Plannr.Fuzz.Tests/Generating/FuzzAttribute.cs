using FsCheck.Xunit;

namespace Plannr.Fuzz.Tests.Generating;

/// <summary>
/// A property that is tried with many inputs: a few in each test run, as many as PLANNR_FUZZ_ITERATIONS says in a long one. When it fails, the
/// output shows the smallest input found and two numbers, <c>(1234,5678)</c>: PLANNR_FUZZ_SEED=1234,5678 brings the same inputs back.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FuzzAttribute : PropertyAttribute
{
    private const int Few = 300;

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
        int.TryParse(Environment.GetEnvironmentVariable("PLANNR_FUZZ_ITERATIONS"), NumberStyles.None, CultureInfo.InvariantCulture, out int count) ? count : Few;
}
