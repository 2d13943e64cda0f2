namespace Plannr.PowerShell.Tests.Architecture;

/// <summary>Checks workflow rules that GitHub doesn't enforce.</summary>
public sealed partial class WorkflowTests
{
    private static readonly string Folder = Path.Combine(StagedModule.Metadata("RepositoryRoot"), ".github", "workflows");

    private static readonly string[] Names = [.. Directory.GetFiles(Folder, "*.yml").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    public static TheoryData<string> Workflows => [.. Names];

    [Theory]
    [MemberData(nameof(Workflows))]
    public void Actions_are_pinned_to_a_commit_with_the_version_in_a_comment(string workflow)
    {
        string[] actions = [.. Action().Matches(Read(workflow)).Select(match => match.Groups[1].Value).Where(action => !action.StartsWith("./", StringComparison.Ordinal))];

        Assert.NotEmpty(actions);
        Assert.All(actions, action => Assert.Matches(@"^[\w.-]+/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$", action));
    }

    [Theory]
    [MemberData(nameof(Workflows))]
    public void Runners_use_a_fixed_image_version(string workflow) => Assert.DoesNotMatch("(windows|ubuntu|macos)-latest", Read(workflow));

    [Theory]
    [MemberData(nameof(Workflows))]
    public void Jobs_have_a_time_limit_and_explicit_permissions(string workflow)
    {
        bool hasDefault = HasKey(Read(workflow), 0, "permissions");

        Assert.All(Jobs(workflow), job =>
        {
            Assert.True(hasDefault || HasKey(job.Value, 4, "permissions"), job.Key);
            // A job that calls another workflow can't have a time limit.
            Assert.True(HasKey(job.Value, 4, "timeout-minutes") || HasKey(job.Value, 4, "uses"), job.Key);
        });
    }

    [Fact]
    public void Workflows_use_the_PowerShell_version_that_the_tests_restore()
    {
        string root = StagedModule.Metadata("RepositoryRoot");
        using JsonDocument tools = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(root, ".config", "dotnet-tools.json")));
        string? version = tools.RootElement.GetProperty("tools").GetProperty("powershell").GetProperty("version").GetString();

        Assert.Contains($"<PowerShellVersion>{version}</PowerShellVersion>", File.ReadAllText(Path.Combine(root, "Directory.Packages.props")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SIGNING_CERTIFICATE", "signing")]
    [InlineData("SIGNING_CERTIFICATE_PASSWORD", "signing")]
    [InlineData("PSGALLERY_API_KEY", "gallery")]
    public void Each_secret_is_used_only_in_its_environment(string secret, string environment)
    {
        var reference = new Regex($@"secrets\.{secret}\b");
        string[] readers = [.. Names.SelectMany(Jobs).Select(job => job.Value).Where(job => reference.IsMatch(job))];
        int references = Names.Sum(workflow => reference.Count(Read(workflow)));

        Assert.NotEmpty(readers);
        Assert.All(readers, job => Assert.Matches($@"(?m)^    environment: {environment}$", job));
        Assert.Equal(references, readers.Sum(job => reference.Count(job)));
    }

    [Fact]
    public void Only_known_secrets_are_used()
    {
        IEnumerable<string> names = Names.SelectMany(workflow => Secret().Matches(Read(workflow))).Select(match => match.Value).Distinct();

        Assert.Equal(["secrets.PSGALLERY_API_KEY", "secrets.SIGNING_CERTIFICATE", "secrets.SIGNING_CERTIFICATE_PASSWORD"], names.Order(StringComparer.Ordinal));
    }

    private static string Read(string workflow) => File.ReadAllText(Path.Combine(Folder, workflow)).ReplaceLineEndings("\n");

    private static bool HasKey(string text, int indent, string key) => Regex.IsMatch(text, $"^ {{{indent}}}{key}:", RegexOptions.Multiline);

    /// <summary>Returns the text of each job by job ID. Workflows must be indented by two spaces.</summary>
    private static Dictionary<string, string> Jobs(string workflow) =>
        Job().Matches(Read(workflow).Split("\njobs:\n")[1]).ToDictionary(match => match.Groups[1].Value, match => match.Value);

    [GeneratedRegex("uses: *(.+)$", RegexOptions.Multiline)]
    private static partial Regex Action();

    [GeneratedRegex(@"^  ([\w-]+):\n(?:(?:    .*|  #.*)?\n)*", RegexOptions.Multiline)]
    private static partial Regex Job();

    [GeneratedRegex(@"\bsecrets(?:\.\w+|\[[^\]]+\]|: *inherit)")]
    private static partial Regex Secret();
}
