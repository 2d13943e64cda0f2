using System.Reflection;
using System.Reflection.Emit;

namespace Plannr.Benchmarks.Import;

/// <summary>
/// A binary module whose cmdlets have no parameters and do nothing, with a manifest that lists them: the minimum cost of a module with that many
/// cmdlets. It can have minimal format files too, because loading one makes PowerShell rebuild all its views.
/// </summary>
internal static class EmptyModule
{
    private const string FormatFile = """
        <?xml version="1.0" encoding="utf-8"?>
        <Configuration>
          <ViewDefinitions>
            <View>
              <Name>{type}</Name>
              <ViewSelectedBy><TypeName>{type}</TypeName></ViewSelectedBy>
              <ListControl>
                <ListEntries><ListEntry><ListItems><ListItem><PropertyName>Name</PropertyName></ListItem></ListItems></ListEntry></ListEntries>
              </ListControl>
            </View>
          </ViewDefinitions>
        </Configuration>
        """;

    /// <summary>Writes the module to a folder with its name.</summary>
    /// <returns>The path of the manifest.</returns>
    public static string Write(string parentFolder, string name, int cmdletCount, int formatFileCount)
    {
        string folder = Directory.CreateDirectory(Path.Combine(parentFolder, name)).FullName;
        string[] nouns = Enumerable.Range(1, cmdletCount).Select(number => name + number).ToArray();
        string[] formatFiles = Enumerable.Range(1, formatFileCount).Select(number => $"{name}{number}.Format.ps1xml").ToArray();
        WriteAssembly(Path.Combine(folder, name + ".dll"), name, nouns);
        foreach (string formatFile in formatFiles)
        {
            File.WriteAllText(Path.Combine(folder, formatFile), FormatFile.Replace("{type}", formatFile, StringComparison.Ordinal));
        }

        string manifest = Path.Combine(folder, name + ".psd1");
        File.WriteAllText(manifest, $$"""
            @{
                RootModule        = '{{name}}.dll'
                ModuleVersion     = '1.0.0'
                GUID              = '{{Guid.NewGuid()}}'
                PowerShellVersion = '5.1'
                FormatsToProcess  = @({{string.Join(", ", formatFiles.Select(file => $"'{file}'"))}})
                FunctionsToExport = @()
                CmdletsToExport   = @({{string.Join(", ", nouns.Select(noun => $"'Get-{noun}'"))}})
                VariablesToExport = @()
                AliasesToExport   = @()
            }
            """);
        return manifest;
    }

    private static void WriteAssembly(string path, string name, string[] nouns)
    {
        var assembly = new PersistedAssemblyBuilder(new AssemblyName(name) { Version = new Version(1, 0, 0, 0) }, typeof(object).Assembly);
        ModuleBuilder module = assembly.DefineDynamicModule(name);
        ConstructorInfo cmdletAttribute = typeof(CmdletAttribute).GetConstructor([typeof(string), typeof(string)])!;
        foreach (string noun in nouns)
        {
            TypeBuilder type = module.DefineType($"{name}.Get{noun}Command", TypeAttributes.Public | TypeAttributes.Sealed, typeof(PSCmdlet));
            type.SetCustomAttribute(new CustomAttributeBuilder(cmdletAttribute, [VerbsCommon.Get, noun]));
            type.DefineDefaultConstructor(MethodAttributes.Public);
            type.CreateType();
        }

        assembly.Save(path);
    }
}
