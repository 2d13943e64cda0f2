using System.Management.Automation.Language;

namespace Plannr.PowerShell.Tests.Help;

/// <summary>Checks that every example in the help parses and that the runnable ones succeed against the demo.</summary>
[Collection(ModuleSession.Collection)]
public sealed class ExampleTests
{
    public static TheoryData<string, int> Runnable
    {
        get
        {
            var data = new TheoryData<string, int>();
            foreach (IGrouping<string, (string Cmdlet, string Code)> cmdlet in Examples.Runnable.GroupBy(example => example.Cmdlet))
            {
                for (int index = 0; index < cmdlet.Count(); index++)
                {
                    data.Add(cmdlet.Key, index);
                }
            }

            return data;
        }
    }

    [Fact]
    public void Every_example_parses()
    {
        foreach (string code in Examples.Staged.SelectMany(Examples.CodeOf))
        {
            Parser.ParseInput(code, out _, out ParseError[] errors);
            Assert.True(errors.Length == 0, $"{code}: {string.Join(' ', errors.Select(error => error.Message))}");
        }
    }

    [Theory]
    [MemberData(nameof(Runnable))]
    public void Example_succeeds_against_the_demo(string cmdlet, int index)
    {
        string code = Examples.Runnable.Where(example => example.Cmdlet == cmdlet).ElementAt(index).Code;
        using var session = new ModuleSession();
        string[] missing = [.. Commands(code).Where(name => session.Run($"Get-Command {name} -ErrorAction Ignore").Output.Count == 0)];
        if (missing.Length > 0)
        {
            // The test engine has only the core commands. tests/Pester/Help.Tests.ps1 runs the examples that use other commands.
            Assert.All(missing, name => Assert.Contains(name, ShellCommands));
            return;
        }

        string folder = Directory.CreateTempSubdirectory("plannr-help-").FullName;
        try
        {
            session.Set("Folder", folder);
            session.Run("$null = $ExecutionContext.SessionState.Path.SetLocation($Folder)").ShouldSucceed();
            session.Run("Connect-Plannr -Demo").ShouldSucceed();
            session.Run(code).ShouldSucceed();
        }
        finally
        {
            session.Run("$null = $ExecutionContext.SessionState.Path.SetLocation([System.IO.Path]::GetTempPath())");
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>The commands outside PowerShell's core that the examples use.</summary>
    private static IReadOnlySet<string> ShellCommands { get; } = new HashSet<string>(StringComparer.OrdinalIgnoreCase)
    {
        "Export-Clixml", "Export-Csv", "Format-Custom", "Format-List", "Get-Date", "Get-Item", "Group-Object", "Import-Clixml", "Select-Object", "Sort-Object",
    };

    private static IEnumerable<string> Commands(string code) =>
        Parser.ParseInput(code, out _, out _)
            .FindAll(node => node is CommandAst, searchNestedScriptBlocks: true)
            .Select(node => ((CommandAst)node).GetCommandName())
            .Where(name => name is not null)
            .Distinct(StringComparer.Create(CultureInfo.InvariantCulture, ignoreCase: true));
}
