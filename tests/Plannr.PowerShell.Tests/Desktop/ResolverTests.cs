namespace Plannr.PowerShell.Tests.Desktop;

/// <summary>
/// Tests which requests the resolver for Windows PowerShell handles. .NET calls the resolver as .NET Framework does and can load the files in
/// <c>lib/desktop</c>, so the tests don't need .NET Framework.
/// </summary>
public class ResolverTests
{
    private static readonly string Script =
        $$"""
        $cmdlets = [Reflection.Assembly]::LoadFrom('{{Path.Combine(StagedModule.Folder, "Plannr.PowerShell.dll")}}')
        $null = $cmdlets.GetType('Plannr.PowerShell.Loading.DesktopResolver').GetMethod('Register').Invoke($null, @('{{StagedModule.Desktop}}'))
        foreach ($name in 'Polly.Core', 'Microsoft.Extensions.Http', 'Plannr.Client', 'No.Such.Assembly') {
            try { [Reflection.Assembly]::Load($name).Location } catch { "not $name" }
        }
        """;

    [Fact]
    public async Task Resolver_provides_only_the_http_core_to_the_session()
    {
        ProbeResult result = await LoadProbe.RunAsync(Script);

        Assert.Empty(result.Errors);
        Assert.Equal(["not Polly.Core", "not Microsoft.Extensions.Http", Path.Combine(StagedModule.Desktop, "Plannr.Client.dll"), "not No.Such.Assembly"], result.Output);
    }

    [Fact]
    public async Task Resolver_provides_the_contract_and_all_dependencies_to_the_http_core()
    {
        using var replacements = new FrameworkReplacements();

        ProbeResult result = await LoadProbe.RunAsync(Script + "\n$null = [Reflection.Assembly]::Load('Plannr.Client').GetTypes()", replacements.HostOptions);

        Assert.Empty(result.Errors);
        Assert.Single(result.LoadedInto(ProbeResult.DefaultContext), "Plannr");
        Assert.Superset(new[] { "Plannr", "Plannr.Client", "Polly.Core" }.ToHashSet(), result.LoadedInto(ProbeResult.DefaultContext).ToHashSet());
    }
}
