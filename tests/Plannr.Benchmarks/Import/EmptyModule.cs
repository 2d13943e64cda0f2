using System.Reflection;
using System.Reflection.Emit;

namespace Plannr.Benchmarks.Import;

/// <summary>
/// A binary module whose cmdlets have no parameters and do nothing, with a manifest that lists them. Importing it takes the minimum time for a
/// module with that many cmdlets. It can also have a types file and a format file. Both are minimal, because most of their cost does not depend on their content.
/// </summary>
internal static class EmptyModule
{
    private const string TypesFile = """
        <?xml version="1.0" encoding="utf-8"?>
        <Types>
          <Type>
            <Name>{type}</Name>
            <Members><AliasProperty><Name>Title</Name><ReferencedMemberName>Name</ReferencedMemberName></AliasProperty></Members>
          </Type>
        </Types>
        """;

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

    /// <summary>Writes the module to a folder of the same name.</summary>
    /// <returns>The path of the manifest.</returns>
    public static string Write(string parentFolder, string name, int cmdletCount, bool hasViews)
    {
        string folder = Directory.CreateDirectory(Path.Combine(parentFolder, name)).FullName;
        string[] nouns = Enumerable.Range(1, cmdletCount).Select(number => name + number).ToArray();
        WriteAssembly(Path.Combine(folder, name + ".dll"), name, nouns);
        if (hasViews)
        {
            File.WriteAllText(Path.Combine(folder, name + ".Types.ps1xml"), TypesFile.Replace("{type}", name, StringComparison.Ordinal));
            File.WriteAllText(Path.Combine(folder, name + ".Format.ps1xml"), FormatFile.Replace("{type}", name, StringComparison.Ordinal));
        }

        string manifest = Path.Combine(folder, name + ".psd1");
        File.WriteAllText(manifest, $$"""
            @{
                RootModule        = '{{name}}.dll'
                ModuleVersion     = '1.0.0'
                GUID              = '{{Guid.NewGuid()}}'
                PowerShellVersion = '5.1'
                TypesToProcess    = @({{(hasViews ? $"'{name}.Types.ps1xml'" : string.Empty)}})
                FormatsToProcess  = @({{(hasViews ? $"'{name}.Format.ps1xml'" : string.Empty)}})
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
