using System;
using System.Globalization;
using FsCheck.Xunit;

namespace Plannr.Fuzz.Tests.Generating;

/// <summary>
/// A property that is tried with many inputs: a few in each test run, as many as PLANNR_FUZZ_ITERATIONS says in a long one. When it fails, the
/// output shows the smallest input found and a <c>Replay</c> seed: <c>[Fuzz(Replay = "...")]</c> runs that again.
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
    }

    private static int Iterations =>
        int.TryParse(Environment.GetEnvironmentVariable("PLANNR_FUZZ_ITERATIONS"), NumberStyles.None, CultureInfo.InvariantCulture, out int count) ? count : Few;
}
