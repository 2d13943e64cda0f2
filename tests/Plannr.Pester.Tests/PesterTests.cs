using Xunit;

namespace Plannr.Pester.Tests;

/// <summary>Runs every test in tests/Pester against the staged module in a real PowerShell process.</summary>
public class PesterTests
{
    public static async Task<IEnumerable<TheoryDataRow<PesterResult>>> ResultsAsync() =>
        (await PesterRun.RunAsync(RealShell.Metadata("Tests"))).Select(result => new TheoryDataRow<PesterResult>(result)
        {
            TestDisplayName = $"{result.File}: {result.Name}",
            Skip = result.Result == "Skipped" ? $"Skipped. {result.Message}" : null,
        });

    [Theory]
    [MemberData(nameof(ResultsAsync), DisableDiscoveryEnumeration = true)]
    public void It(PesterResult result)
    {
        if (result.Result != "Passed")
        {
            Assert.Fail($"{result.Result}: {result.Message}");
        }
    }
}
