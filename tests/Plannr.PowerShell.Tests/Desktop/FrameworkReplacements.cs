using System.Runtime.InteropServices;
using System.Text.Json.Nodes;

namespace Plannr.PowerShell.Tests.Desktop;

/// <summary>
/// Host options that replace .NET's own assemblies with newer ones from <c>lib/desktop</c>, for example System.Text.Json 10.0.0.0 with 10.0.0.15.
/// .NET Framework doesn't have these assemblies, so it calls the resolver. Without these options, .NET would reject its own copies as too old and
/// never call the resolver.
/// </summary>
internal sealed class FrameworkReplacements : IDisposable
{
    private const string Target = ".NETCoreApp,Version=v10.0";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("plannr-desktop-");

    public FrameworkReplacements()
    {
        // The host looks for an asset at <probing path>/<path of the library>/<path of the asset>.
        string library = Path.GetFileName(StagedModule.Desktop);
        var files = new JsonObject();
        foreach (AssemblyFile file in DesktopAssemblies.Instance.Desktop.Where(IsNewerThanFramework))
        {
            files[Path.GetFileName(file.Path)] = new JsonObject { ["assemblyVersion"] = $"{file.Name.Version}", ["fileVersion"] = $"{file.Name.Version}" };
        }

        var dependencies = new JsonObject
        {
            ["runtimeTarget"] = new JsonObject { ["name"] = Target },
            ["targets"] = new JsonObject { [Target] = new JsonObject { [library + "/1.0.0"] = new JsonObject { ["runtime"] = files } } },
            ["libraries"] = new JsonObject
            {
                [library + "/1.0.0"] = new JsonObject { ["type"] = "package", ["serviceable"] = false, ["sha512"] = string.Empty, ["path"] = library },
            },
        };
        File.WriteAllText(DependencyFile, dependencies.ToJsonString());
    }

    public string[] HostOptions => ["--additional-deps", DependencyFile, "--additionalprobingpath", Path.GetDirectoryName(StagedModule.Desktop)!];

    private string DependencyFile => Path.Combine(_folder.FullName, "desktop.deps.json");

    public void Dispose() => _folder.Delete(recursive: true);

    private static bool IsNewerThanFramework(AssemblyFile file)
    {
        string own = Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), Path.GetFileName(file.Path));
        return File.Exists(own) && file.Name.Version > new AssemblyFile(own).Name.Version;
    }
}
