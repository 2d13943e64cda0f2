namespace Plannr.PowerShell.Tests.Desktop;

/// <summary>
/// Whom the resolver of Windows PowerShell answers. .NET asks it in the same way as .NET Framework does, and loads the files of
/// <c>lib/desktop</c> too, so it can be asked here.
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
    public async Task It_gives_the_session_the_HTTP_core_and_nothing_else()
    {
        ProbeResult result = await LoadProbe.RunAsync(Script);

        Assert.Empty(result.Errors);
        Assert.Equal(["not Polly.Core", "not Microsoft.Extensions.Http", Path.Combine(StagedModule.Desktop, "Plannr.Client.dll"), "not No.Such.Assembly"], result.Output);
    }

    [Fact]
    public async Task It_gives_the_HTTP_core_the_contract_and_what_else_that_needs()
    {
        using var replacements = new FrameworkReplacements();

        ProbeResult result = await LoadProbe.RunAsync(Script + "\n$null = [Reflection.Assembly]::Load('Plannr.Client').GetTypes()", replacements.HostOptions);

        Assert.Empty(result.Errors);
        Assert.Single(result.LoadedInto(ProbeResult.DefaultContext), "Plannr");
        Assert.Superset(new[] { "Plannr", "Plannr.Client", "Polly.Core" }.ToHashSet(), result.LoadedInto(ProbeResult.DefaultContext).ToHashSet());
    }
}
