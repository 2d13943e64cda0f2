namespace Plannr.PowerShell.Tests.Desktop;

/// <summary>Checks, without loading any assembly, that Windows PowerShell 5.1 can resolve each reference in the module.</summary>
public partial class ClosureTests
{
    private static readonly DesktopAssemblies Assemblies = DesktopAssemblies.Instance;

    [Fact]
    public void Every_reference_resolves_to_an_assembly_with_a_sufficient_version() => Assert.Empty(Unresolved(Assemblies.Shipped));

    [Fact]
    public void Contract_and_cmdlet_assemblies_reference_no_assembly_in_the_desktop_folder()
    {
        // The only assembly that the module's resolver provides to assemblies outside lib/desktop is Plannr.Client, which the cmdlets load by name.
        // Therefore, all references of Plannr.dll and Plannr.PowerShell.dll must resolve without the resolver.
        IEnumerable<string> others =
            from file in Assemblies.Root
            from reference in file.References
            let found = Assemblies.Bind(file, reference)
            where found is null || !(Assemblies.IsFramework(found) || Assemblies.IsEngine(found) || Assemblies.Root.Contains(found))
            select $"{file.Name.Name}: {reference.FullName}";

        Assert.Equal(["Plannr", "Plannr.PowerShell"], Assemblies.Root.Select(file => file.Name.Name).Order());
        Assert.Empty(others);
    }

    [Fact]
    public void Desktop_folder_contains_exactly_the_files_that_the_resolver_lists()
    {
        string[] files = [.. Directory.GetFileSystemEntries(StagedModule.Desktop).Select(path => Path.GetFileName(path)).Order()];

        Assert.Equal(DesktopResolver.Files.Select(name => name + ".dll").Order(), files);
    }

    [Fact]
    public void File_is_named_after_its_assembly() =>
        Assert.All(Assemblies.Shipped, file => Assert.Equal(Path.GetFileNameWithoutExtension(file.Path), file.Name.Name));

    [Fact]
    public void Every_dependency_is_referenced_directly_or_indirectly_by_Plannr_Client()
    {
        var reached = new HashSet<AssemblyFile>();
        var queue = new Queue<AssemblyFile>(Assemblies.Desktop.Where(file => file.Name.Name == "Plannr.Client"));
        while (queue.TryDequeue(out AssemblyFile? file))
        {
            if (reached.Add(file))
            {
                file.References.Select(reference => Assemblies.Bind(file, reference)).OfType<AssemblyFile>()
                    .Where(found => Assemblies.Desktop.Contains(found)).ToList().ForEach(queue.Enqueue);
            }
        }

        Assert.Empty(Assemblies.Desktop.Except(reached).Select(file => file.Name.Name));
    }

    [Fact]
    public void No_file_targets_a_version_newer_than_NET_Framework_4_7_2()
    {
        // Some old packages don't specify a target framework. Their references are still checked by the first test in this class.
        AssemblyFile[] withFramework = [.. Assemblies.Shipped.Where(file => file.TargetFramework is not null)];

        Assert.Empty(withFramework.Where(file => !IsOldEnough(file.TargetFramework)).Select(file => $"{file.Name.Name}: {file.TargetFramework}"));
        Assert.Superset(new HashSet<string?> { "Plannr", "Plannr.Client", "Plannr.PowerShell" }, withFramework.Select(file => file.Name.Name).ToHashSet());
    }

    [Fact]
    public void Check_finds_references_that_only_PowerShell_7_can_resolve()
    {
        string[] unresolved = [.. Unresolved([new AssemblyFile(Path.Combine(StagedModule.Core, "Plannr.Client.dll"))])];

        Assert.Contains(unresolved, line => line.StartsWith("Plannr.Client: System.Runtime, Version=10", System.StringComparison.Ordinal));
        Assert.Contains(unresolved, line => line.StartsWith("Plannr.Client: System.Net.Http, Version=10", System.StringComparison.Ordinal));
        Assert.False(IsOldEnough(new AssemblyFile(Path.Combine(StagedModule.Core, "Plannr.Client.dll")).TargetFramework));
        Assert.False(IsOldEnough(".NETFramework,Version=v4.8"));
    }

    private static IEnumerable<string> Unresolved(IEnumerable<AssemblyFile> files) =>
        from file in files
        from reference in file.References
        where Assemblies.Bind(file, reference) is null
        select $"{file.Name.Name}: {reference.FullName}";

    private static bool IsOldEnough(string? framework) => framework is not null && Framework().IsMatch(framework);

    [GeneratedRegex(@"^(\.NETFramework,Version=v4\.([56](\.\d)?|7(\.[12])?)|\.NETStandard,Version=v(1\.\d|2\.0))$")]
    private static partial Regex Framework();
}
