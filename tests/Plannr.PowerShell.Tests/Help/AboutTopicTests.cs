namespace Plannr.PowerShell.Tests.Help;

/// <summary>Checks that Get-Help finds the about_ topics, that they fit in 80 columns and that they match the code.</summary>
[Collection(ModuleSession.Collection)]
public sealed partial class AboutTopicTests
{
    private static readonly string Folder = Path.Combine(StagedModule.Folder, "en-US");

    private static readonly string[] Names = [.. Directory.GetFiles(Folder, "*.help.txt").Select(file => Path.GetFileName(file)!.Split('.')[0]).Order(StringComparer.Ordinal)];

    public static TheoryData<string> Topics => [.. Names];

    [Fact]
    public void All_four_topics_are_staged() =>
        Assert.Equal(["about_Plannr", "about_Plannr_Automation", "about_Plannr_Errors", "about_Plannr_Scripting"], Names);

    [Theory]
    [MemberData(nameof(Topics))]
    public void Get_Help_finds_the_topic(string topic)
    {
        using var session = new ModuleSession();
        session.Set("Topic", topic);

        string text = string.Concat(session.Run("Get-Help $Topic").ShouldSucceed().Output);

        Assert.Equal(Text(topic), text.ReplaceLineEndings("\n"));
    }

    /// <summary>Get-Help uses the fifth line as the synopsis when it lists topics.</summary>
    [Theory]
    [MemberData(nameof(Topics))]
    public void Topic_has_the_format_that_Get_Help_expects(string topic)
    {
        string[] lines = Text(topic).Split('\n');

        Assert.Equal(["TOPIC", $"    {topic}", string.Empty, "SHORT DESCRIPTION"], lines[..4]);
        Assert.Matches("^    [A-Z].*[.]$", lines[4]);
        Assert.Equal([string.Empty, "LONG DESCRIPTION"], lines[5..7]);
        Assert.Equal(["SEE ALSO", "KEYWORDS"], lines.Where(line => line is "SEE ALSO" or "KEYWORDS"));
        Assert.All(lines, line => Assert.True(line.Length <= 80 && line == line.TrimEnd() && !line.Contains('\t', StringComparison.Ordinal), line));
    }

    [Theory]
    [MemberData(nameof(Topics))]
    public void Topic_mentions_only_existing_cmdlets_and_topics(string topic)
    {
        string[] known = [.. Examples.Staged.Select(Examples.NameOf), .. Names];
        IEnumerable<string> named = Name().Matches(Text(topic)).Select(match => match.Value);

        Assert.Empty(named.Except(known, StringComparer.Ordinal));
    }

    [Fact]
    public void Errors_topic_explains_exactly_the_error_ids_in_the_code()
    {
        string source = Path.Combine(StagedModule.Metadata("RepositoryRoot"), "src");
        IEnumerable<string> inCode = new[] { "Plannr", "Plannr.PowerShell" }
            .SelectMany(project => Directory.GetFiles(Path.Combine(source, project), "*.cs", SearchOption.AllDirectories))
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .SelectMany(File.ReadLines)
            .Where(line => !line.Contains("[Cmdlet(", StringComparison.Ordinal) && !line.TrimStart().StartsWith("///", StringComparison.Ordinal))
            .SelectMany(line => Id().Matches(line))
            .Select(match => match.Groups[1].Value)
            .Where(id => id != "Plannr");
        IEnumerable<string> explained = Heading().Matches(Text("about_Plannr_Errors")).Select(match => match.Groups[1].Value);

        Assert.Equal(inCode.Distinct().Order(StringComparer.Ordinal), explained);
    }

    [Fact]
    public void Errors_topic_states_the_class_of_each_error_id()
    {
        string folder = Path.Combine(StagedModule.Metadata("RepositoryRoot"), "src", "Plannr", "Errors");
        string[] classes = [.. Directory.GetFiles(folder, "*.cs").SelectMany(file => File.ReadAllText(file).Split("\npublic "))];
        string[] parts = Heading().Split(Text("about_Plannr_Errors"));
        for (int index = 1; index + 1 < parts.Length; index += 2)
        {
            string id = parts[index];
            string name = Class().Match(parts[index + 1]) is { Success: true } match ? match.Groups[1].Value : $"Plannr.{id}Exception";
            if (name.StartsWith("Plannr.", StringComparison.Ordinal))
            {
                string source = classes.Single(text => text.Contains($"class {name["Plannr.".Length..]} :", StringComparison.Ordinal));
                Assert.Contains($"\"{id}\"", source, StringComparison.Ordinal);
            }
            else
            {
                Assert.NotNull(typeof(System.Management.Automation.PSObject).Assembly.GetType(name));
            }
        }
    }

    private static string Text(string topic) => File.ReadAllText(Path.Combine(Folder, topic + ".help.txt")).ReplaceLineEndings("\n");

    [GeneratedRegex("\"(Plannr[A-Z][A-Za-z]+)\"")]
    private static partial Regex Id();

    [GeneratedRegex(@"^    (Plannr[A-Z]\w+)$(?=\n        )", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"^        Class: (\S+)$", RegexOptions.Multiline)]
    private static partial Regex Class();

    [GeneratedRegex(@"\b([A-Z][a-z]+-Plannr\w*|about_Plannr\w*)")]
    private static partial Regex Name();
}
