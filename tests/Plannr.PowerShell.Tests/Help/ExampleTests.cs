using System.Management.Automation.Language;

namespace Plannr.PowerShell.Tests.Help;

/// <summary>Checks that every example in the staged help parses. tests/Pester/Help.Tests.ps1 runs each one against the demo.</summary>
public sealed class ExampleTests
{
    [Fact]
    public void Every_example_parses()
    {
        foreach (string code in Examples.Staged.SelectMany(Examples.CodeOf))
        {
            Parser.ParseInput(code, out _, out ParseError[] errors);
            Assert.True(errors.Length == 0, $"{code}: {string.Join(' ', errors.Select(error => error.Message))}");
        }
    }
}
