namespace Plannr.PowerShell.Tests.Desktop;

/// <summary>
/// Checks that each type and member that the module references exists in .NET Framework 4.7.2, PowerShell 5.1 or the shipped version
/// of a dependency. Without this check, a missing type or member would cause an error only at run time.
/// </summary>
public class ApiTests
{
    private static readonly DesktopAssemblies Assemblies = DesktopAssemblies.Instance;

    public static TheoryData<string> Shipped => [.. Assemblies.Shipped.Select(file => file.Name.Name!)];

    [Theory]
    [MemberData(nameof(Shipped))]
    public void Every_referenced_type_and_member_exists(string name) =>
        Assert.Empty(MissingMembers.Find(Assemblies, Assemblies.Shipped.Single(file => file.Name.Name == name)));

    [Fact]
    public void Check_finds_types_and_members_that_the_framework_lacks()
    {
        IReadOnlyList<string> missing = MissingMembers.Find(Assemblies, new AssemblyFile(Path.Combine(StagedModule.Core, "Plannr.Client.dll")));

        Assert.Contains("Plannr.Client: System.Net.Http.SocketsHttpHandler", missing);
        Assert.Contains("Plannr.Client: System.String.Trim instance System.String `0(System.Char)", missing);
        Assert.DoesNotContain("Plannr.Client: System.Net.Http.HttpClient", missing);
    }
}
