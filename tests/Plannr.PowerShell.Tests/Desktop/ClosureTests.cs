namespace Plannr.PowerShell.Tests.Desktop;

/// <summary>That Windows PowerShell 5.1 finds each assembly that the module asks for, as far as that can be read from the files.</summary>
public partial class ClosureTests
{
    private static readonly DesktopAssemblies World = DesktopAssemblies.Instance;

    [Fact]
    public void Each_reference_is_met_by_the_framework_the_engine_or_the_fixed_list_in_a_version_that_suffices() => Assert.Empty(Unmet(World.Shipped));

    [Fact]
    public void Contract_and_cmdlets_need_nothing_but_framework_engine_and_each_other()
    {
        // The module's own resolver answers for files of lib/desktop alone: what these two asked for it would not serve.
        IEnumerable<string> others =
            from file in World.Root
            from reference in file.References
            let found = World.Bind(file, reference)
            where found is null || !(World.IsFramework(found) || World.IsEngine(found) || World.Root.Contains(found))
            select $"{file.Name.Name}: {reference.FullName}";

        Assert.Equal(["Plannr", "Plannr.PowerShell"], World.Root.Select(file => file.Name.Name).Order());
        Assert.Empty(others);
    }

    [Fact]
    public void Each_file_of_the_folder_is_in_the_list_and_each_of_the_list_in_the_folder()
    {
        string[] files = [.. Directory.GetFileSystemEntries(StagedModule.Desktop).Select(path => Path.GetFileName(path)).Order()];

        Assert.Equal(DesktopResolver.Files.Select(name => name + ".dll").Order(), files);
    }

    [Fact]
    public void Each_file_is_called_after_its_assembly() =>
        Assert.All(World.Shipped, file => Assert.Equal(Path.GetFileNameWithoutExtension(file.Path), file.Name.Name));

    [Fact]
    public void Each_dependency_is_asked_for_by_a_file_that_is_loaded()
    {
        var reached = new HashSet<AssemblyFile>();
        var open = new Queue<AssemblyFile>(World.Desktop.Where(file => file.Name.Name == "Plannr.Client"));
        while (open.TryDequeue(out AssemblyFile? file))
        {
            if (reached.Add(file))
            {
                file.References.Select(reference => World.Bind(file, reference)).OfType<AssemblyFile>()
                    .Where(found => World.Desktop.Contains(found)).ToList().ForEach(open.Enqueue);
            }
        }

        Assert.Empty(World.Desktop.Except(reached).Select(file => file.Name.Name));
    }

    [Fact]
    public void No_file_was_compiled_for_a_framework_newer_than_4_7_2()
    {
        // Some old packages do not say; what they refer to is looked up like that of all others.
        AssemblyFile[] saying = [.. World.Shipped.Where(file => file.TargetFramework is not null)];

        Assert.Empty(saying.Where(file => !IsOldEnough(file.TargetFramework)).Select(file => $"{file.Name.Name}: {file.TargetFramework}"));
        Assert.Superset(new HashSet<string?> { "Plannr", "Plannr.Client", "Plannr.PowerShell" }, saying.Select(file => file.Name.Name).ToHashSet());
    }

    [Fact]
    public void The_check_finds_what_only_PowerShell_7_can_load()
    {
        string[] unmet = [.. Unmet([new AssemblyFile(Path.Combine(StagedModule.Core, "Plannr.Client.dll"))])];

        Assert.Contains(unmet, line => line.StartsWith("Plannr.Client: System.Runtime, Version=10", System.StringComparison.Ordinal));
        Assert.Contains(unmet, line => line.StartsWith("Plannr.Client: Microsoft.Extensions.Http, ", System.StringComparison.Ordinal));
        Assert.False(IsOldEnough(new AssemblyFile(Path.Combine(StagedModule.Core, "Plannr.Client.dll")).TargetFramework));
        Assert.False(IsOldEnough(".NETFramework,Version=v4.8"));
    }

    private static IEnumerable<string> Unmet(IEnumerable<AssemblyFile> files) =>
        from file in files
        from reference in file.References
        where World.Bind(file, reference) is null
        select $"{file.Name.Name}: {reference.FullName}";

    private static bool IsOldEnough(string? framework) => framework is not null && Framework().IsMatch(framework);

    [GeneratedRegex(@"^(\.NETFramework,Version=v4\.([56](\.\d)?|7(\.[12])?)|\.NETStandard,Version=v(1\.\d|2\.0))$")]
    private static partial Regex Framework();
}
