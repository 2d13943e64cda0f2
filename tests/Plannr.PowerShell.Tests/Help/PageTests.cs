using Plannr.Build.Help;

namespace Plannr.PowerShell.Tests.Help;

/// <summary>Checks that docs/cmdlets is up to date.</summary>
public sealed class PageTests
{
    [Fact]
    public void Cmdlet_pages_match_the_xml_documentation()
    {
        string assembly = StagedModule.Metadata("CmdletsPath");
        IReadOnlyDictionary<string, string> pages = MarkdownPages.Of(CmdletReader.Read(StagedModule.Cmdlets, assembly, StagedModule.Manifest));
        string folder = Path.Combine(StagedModule.Metadata("RepositoryRoot"), "docs", "cmdlets");

        Assert.Equal(pages.Keys.Order(StringComparer.Ordinal), Directory.GetFiles(folder).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal));
        Assert.All(pages, page => Assert.Equal(page.Value, File.ReadAllText(Path.Combine(folder, page.Key)).ReplaceLineEndings("\n")));
    }
}
