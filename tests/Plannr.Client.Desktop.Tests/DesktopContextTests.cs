using System.Reflection;
using System.Runtime.Loader;
using System.Runtime.Versioning;

namespace Plannr.Client.Desktop.Tests;

/// <summary>Tests that this project uses the assemblies that Windows PowerShell 5.1 loads.</summary>
public sealed class DesktopContextTests
{
    [Fact]
    public async Task Core_and_dependencies_load_from_the_desktop_folder()
    {
        await using ServedApi api = await ServedApi.StartAsync();
        await api.GetAsync();

        AssemblyLoadContext context = AssemblyLoadContext.GetLoadContext(typeof(PlannrClientFactory).Assembly)!;
        string[] names = [.. context.Assemblies.Select(assembly => assembly.GetName().Name!)];

        Assert.Equal("Desktop", context.Name);
        Assert.All(context.Assemblies, assembly => Assert.Equal("desktop", Path.GetFileName(Path.GetDirectoryName(assembly.Location))));
        Assert.Superset(new[] { "Plannr.Client", "Polly.Core", "System.Text.Json" }.ToHashSet(), names.ToHashSet());
        Assert.DoesNotContain(names, name => name.StartsWith("Microsoft.Extensions.", StringComparison.Ordinal));
        Assert.Equal(".NETFramework,Version=v4.7.2", typeof(PlannrClientFactory).Assembly.GetCustomAttribute<TargetFrameworkAttribute>()!.FrameworkName);
    }
}
