using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace Plannr.PowerShell.Tests.Packaging;

/// <summary>The package's bill of materials and third-party notices, and the files that packaging rejects.</summary>
public sealed class PackageContentTests(PackedModule package) : IClassFixture<PackedModule>
{
    private string[] ThirdPartyFiles => [.. ModuleFiles.In(package.Folder)
        .Where(file => file.StartsWith("lib/", StringComparison.Ordinal) && !Path.GetFileName(file).StartsWith("Plannr.", StringComparison.Ordinal))];

    [Fact]
    public void The_bill_of_materials_lists_each_file_with_its_hash()
    {
        JsonObject bom = Bom();
        Dictionary<string, string> hashes = Files(bom["components"]!.AsArray()).ToDictionary(file => (string)file["name"]!, file => (string)file["hashes"]![0]!["content"]!);

        Assert.Equal(("CycloneDX", "1.6"), ((string)bom["bomFormat"]!, (string)bom["specVersion"]!));
        Assert.Equal(ModuleFiles.In(package.Folder).Where(file => file != "sbom.cdx.json"), hashes.Keys.Order(StringComparer.Ordinal));
        Assert.All(hashes, file => Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(package.Folder, file.Key)))), file.Value));
    }

    [Fact]
    public void The_bill_of_materials_lists_each_third_party_file_under_its_package()
    {
        JsonObject[] packages = [.. Bom()["components"]!.AsArray().Select(node => node!.AsObject()).Where(component => (string)component["type"]! == "library")];

        Assert.Equal(ThirdPartyFiles, packages.SelectMany(component => Files(component["components"]!.AsArray())).Select(file => (string)file["name"]!).Order(StringComparer.Ordinal));
        Assert.All(packages, component => Assert.Equal($"pkg:nuget/{component["name"]}@{component["version"]}", (string)component["purl"]!));
        Assert.All(packages, component => Assert.NotEmpty(component["licenses"]!.AsArray()));
        Assert.Equal(
            ["lib/core/Polly.Core.dll", "lib/desktop/Polly.Core.dll"],
            Files(packages.Single(component => (string)component["name"]! == "Polly.Core")["components"]!.AsArray()).Select(file => (string)file["name"]!));
    }

    [Fact]
    public void The_bill_of_materials_lists_dependencies_between_shipped_packages()
    {
        JsonObject bom = Bom();
        Dictionary<string, string[]> dependencies = bom["dependencies"]!.AsArray()
            .ToDictionary(node => (string)node!["ref"]!, node => node!["dependsOn"]!.AsArray().Select(reference => (string)reference!).ToArray());
        string module = (string)bom["metadata"]!["component"]!["bom-ref"]!;

        Assert.Equal(dependencies.Keys.Where(reference => reference != module), dependencies[module]);
        Assert.Contains(dependencies, pair => pair.Key.StartsWith("pkg:nuget/System.Text.Json@", StringComparison.Ordinal)
            && pair.Value.Any(reference => reference.StartsWith("pkg:nuget/System.Text.Encodings.Web@", StringComparison.Ordinal)));
        Assert.All(dependencies.Values.SelectMany(references => references), reference => Assert.Contains(reference, dependencies.Keys));
    }

    [Fact]
    public void The_notices_name_each_package_and_contain_its_licence()
    {
        string notices = File.ReadAllText(Path.Combine(package.Folder, "THIRD-PARTY-NOTICES.txt"));
        using var restored = new RestoredPackages(PackedModule.AssetsFile);
        ThirdPartyPackage[] packages = [.. ThirdPartyFiles.Select(file => restored.Find(package.Folder, file)!).Concat(restored.CompiledIn()).Distinct()];

        Assert.All(packages, shipped => Assert.Contains($"\n{shipped.Id} {shipped.Version}\n    {shipped.Copyright}\n", notices, StringComparison.Ordinal));
        Assert.All(packages, shipped => Assert.Contains(shipped.LicenceText, notices, StringComparison.Ordinal));
        Assert.Contains("Redistributions in binary form", packages.Single(shipped => shipped.Id == "Polly.Core").LicenceText, StringComparison.Ordinal);
        Assert.Contains("Permission is hereby granted", packages.Single(shipped => shipped.Id == "PolySharp").LicenceText, StringComparison.Ordinal);
    }

    [Fact]
    public void A_third_party_file_that_is_not_identical_to_a_file_in_a_restored_package_is_refused()
    {
        using var restored = new RestoredPackages(PackedModule.AssetsFile);
        DirectoryInfo folder = Directory.CreateTempSubdirectory("plannr-altered-");
        Directory.CreateDirectory(Path.Combine(folder.FullName, "lib", "core"));
        File.WriteAllText(Path.Combine(folder.FullName, "lib", "core", "Polly.Core.dll"), "altered");
        File.WriteAllText(Path.Combine(folder.FullName, "lib", "core", "Stray.dll"), "stray");

        Assert.Contains("differs from the file in Polly.Core/", Assert.Throws<InvalidDataException>(() => restored.Find(folder.FullName, "lib/core/Polly.Core.dll")).Message, StringComparison.Ordinal);
        Assert.Contains("does not come from a restored package", Assert.Throws<InvalidDataException>(() => restored.Find(folder.FullName, "lib/core/Stray.dll")).Message, StringComparison.Ordinal);
        folder.Delete(recursive: true);
    }

    [Fact]
    public void A_debug_build_and_leftover_build_files_are_refused()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("plannr-leftovers-");
        File.WriteAllText(Path.Combine(folder.FullName, "Plannr.pdb"), string.Empty);
        File.Copy(Path.Combine(StagedModule.Folder, "Plannr.dll"), Path.Combine(folder.FullName, "Plannr.dll"));
        File.Copy(Path.Combine(StagedModule.Core, "Polly.Core.dll"), Path.Combine(folder.FullName, "Polly.Core.dll"));
#if DEBUG
        string[] expected = ["Plannr.pdb must not be shipped.", "Plannr.dll is a debug build. Build it with --configuration Release."];
#else
        string[] expected = ["Plannr.pdb must not be shipped."];
#endif

        Assert.Equal(expected, BuildLeftovers.In(folder.FullName));
        Assert.Equal(1, Plannr.Build.Program.Main(["layout", folder.FullName, PackedModule.AssetsFile, Path.Combine(folder.FullName, "output")]));
        Assert.False(Directory.Exists(Path.Combine(folder.FullName, "output")));
        folder.Delete(recursive: true);
    }

    private JsonObject Bom() => JsonNode.Parse(File.ReadAllText(Path.Combine(package.Folder, "sbom.cdx.json")))!.AsObject();

    private static IEnumerable<JsonObject> Files(JsonArray components) => components.Select(node => node!.AsObject())
        .SelectMany(component => (string)component["type"]! == "file" ? [component] : Files(component["components"]!.AsArray()));
}
