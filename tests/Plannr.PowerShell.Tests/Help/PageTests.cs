using Plannr.Build.Help;

namespace Plannr.PowerShell.Tests.Help;

/// <summary>The pages in docs/cmdlets are those that the documentation gives.</summary>
public sealed class PageTests
{
    [Fact]
    public void The_pages_are_those_of_the_documentation()
    {
        string assembly = StagedModule.Metadata("CmdletsPath");
        IReadOnlyDictionary<string, string> pages = MarkdownPages.Of(CmdletReader.Read(StagedModule.Cmdlets, assembly, StagedModule.Manifest));
        string folder = Path.Combine(StagedModule.Metadata("RepositoryRoot"), "docs", "cmdlets");

        Assert.Equal(pages.Keys.Order(StringComparer.Ordinal), Directory.GetFiles(folder).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal));
        Assert.All(pages, page => Assert.Equal(page.Value, File.ReadAllText(Path.Combine(folder, page.Key)).ReplaceLineEndings("\n")));
    }
}
