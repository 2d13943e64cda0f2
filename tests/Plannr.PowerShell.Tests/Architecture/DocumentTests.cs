namespace Plannr.PowerShell.Tests.Architecture;

/// <summary>Checks the links and lists in the documentation, the tests that it names, and the sizes of the README and its images.</summary>
public sealed partial class DocumentTests
{
    private static readonly string Root = StagedModule.Metadata("RepositoryRoot");

    public static TheoryData<string> Pages =>
        [.. new[] { "README.md", "samples/README.md" }.Concat(Directory.GetFiles(Path.Combine(Root, "docs"), "*.md").Select(file => "docs/" + Path.GetFileName(file))).Order(StringComparer.Ordinal)];

    [Fact]
    public void Every_test_named_on_the_reliability_page_exists()
    {
        string[] files = Directory.GetFiles(Path.Combine(Root, "tests"), "*.*", SearchOption.AllDirectories);
        string[] named = [.. TestName().Matches(File.ReadAllText(Path.Combine(Root, "docs", "reliability.md"))).Select(match => match.Groups[1].Value)];

        Assert.NotEmpty(named);
        Assert.All(named, name => Assert.Contains(files, file =>
            file.Replace('\\', '/').EndsWith("/" + (name.EndsWith(".ps1", StringComparison.Ordinal) ? name : name + ".cs"), StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_relative_link_points_to_an_existing_file(string page)
    {
        string folder = Path.GetDirectoryName(Path.Combine(Root, page))!;
        IEnumerable<string> targets = Link().Matches(File.ReadAllText(Path.Combine(Root, page)))
            .Select(match => match.Groups[1].Value.Split('#')[0])
            .Where(target => target.Length > 0 && !target.Contains(':', StringComparison.Ordinal));

        Assert.All(targets, target => Assert.True(Path.Exists(Path.Combine(folder, Uri.UnescapeDataString(target))), target));
    }

    [Fact]
    public void Every_page_in_docs_is_in_the_list_of_pages()
    {
        string list = File.ReadAllText(Path.Combine(Root, "docs", "README.md"));
        IEnumerable<string> pages = Directory.GetFiles(Path.Combine(Root, "docs"), "*.md").Select(file => Path.GetFileName(file)).Where(name => name != "README.md");

        Assert.All(pages, page => Assert.Contains($"]({page})", list, StringComparison.Ordinal));
    }

    /// <summary>The build adds a row for each new cmdlet to the README's table.</summary>
    [Fact]
    public void Readme_table_lists_exactly_the_cmdlets_of_the_module()
    {
        IEnumerable<string> listed = Row().Matches(File.ReadAllText(Path.Combine(Root, "README.md"))).Select(match => match.Groups[1].Value);

        Assert.Equal(
            StagedCmdlets.Types.Select(StagedCmdlets.NameOf).Select(name => $"{name.VerbName}-{name.NounName}").Order(StringComparer.Ordinal),
            listed.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Readme_is_short_and_its_images_are_small()
    {
        Assert.True(File.ReadAllLines(Path.Combine(Root, "README.md")).Length <= 250);
        Assert.All(Directory.GetFiles(Path.Combine(Root, "docs", "images")), file => Assert.True(new FileInfo(file).Length < 200_000, file));
    }

    [GeneratedRegex("""(?:\]\(|src="|srcset=")([^)"\s]+)""")]
    private static partial Regex Link();

    [GeneratedRegex(@"`((?:\w+/)*\w+(?:Tests|Fuzz)|tests/Pester/\w+\.Tests\.ps1)`")]
    private static partial Regex TestName();

    [GeneratedRegex(@"^\| \[`(\w+-Plannr\w*)`\]", RegexOptions.Multiline)]
    private static partial Regex Row();
}
