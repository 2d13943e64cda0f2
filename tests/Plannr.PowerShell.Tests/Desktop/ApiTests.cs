namespace Plannr.PowerShell.Tests.Desktop;

/// <summary>
/// That each type and member that the module refers to exists in .NET Framework 4.7.2, in PowerShell 5.1 and in the versions of the
/// dependencies that ship: one that is missing fails only when the code comes to run.
/// </summary>
public class ApiTests
{
    private static readonly DesktopAssemblies World = DesktopAssemblies.Instance;

    public static TheoryData<string> Shipped => [.. World.Shipped.Select(file => file.Name.Name!)];

    [Theory]
    [MemberData(nameof(Shipped))]
    public void Nothing_that_an_assembly_refers_to_is_missing(string name) =>
        Assert.Empty(MissingMembers.Of(World, World.Shipped.Single(file => file.Name.Name == name)));

    [Fact]
    public void The_check_finds_types_and_members_that_the_framework_lacks()
    {
        IReadOnlyList<string> missing = MissingMembers.Of(World, new AssemblyFile(Path.Combine(StagedModule.Core, "Plannr.Client.dll")));

        Assert.Contains("Plannr.Client: System.Net.Http.SocketsHttpHandler", missing);
        Assert.Contains("Plannr.Client: System.String.Trim instance System.String `0(System.Char)", missing);
        Assert.DoesNotContain("Plannr.Client: System.Net.Http.HttpClient", missing);
    }
}
