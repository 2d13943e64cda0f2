using Xunit;

namespace Plannr.Pester.Tests;

public sealed class PesterRunTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("plannr-pester-");

    [Fact]
    public async Task Every_test_outcome_is_reported()
    {
        Write("A.Tests.ps1", """
            Describe 'A' {
                It 'passes' { }
                It 'fails' { 1 | Should -Be 2 }
                It 'is skipped' { Set-ItResult -Skipped -Because 'it cannot run' }
            }
            Describe 'B' {
                BeforeAll { throw 'set-up' }
                It 'has no set-up' { }
            }
            Describe 'C' {
                AfterAll { throw 'clean-up' }
                It 'passes' { }
            }
            """);
        Write("B.Tests.ps1", "Describe 'D' { It 'has no end' {");

        PesterResult[] results = await PesterRun.RunAsync(_folder.FullName);

        Assert.Equal(
            [
                "A.Tests.ps1 A.passes Passed", "A.Tests.ps1 A.fails Failed", "A.Tests.ps1 A.is skipped Skipped", "A.Tests.ps1 B.has no set-up Failed",
                "A.Tests.ps1 C.passes Passed", "A.Tests.ps1 B (block) Failed", "A.Tests.ps1 C (block) Failed", "B.Tests.ps1 (file) Failed",
            ],
            results.Select(result => $"{result.File} {result.Name} {result.Result}"));
        Assert.Contains("Expected 2, but got 1.", results[1].Message, StringComparison.Ordinal);
        Assert.Contains("A.Tests.ps1:3", results[1].Message, StringComparison.Ordinal);
        Assert.Contains("it cannot run", results[2].Message, StringComparison.Ordinal);
        Assert.Contains("Missing closing '}'", results[^1].Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder.FullName, name), text);
}
