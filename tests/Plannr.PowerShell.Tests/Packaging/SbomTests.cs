using System.Text.Json.Nodes;

namespace Plannr.PowerShell.Tests.Packaging;

/// <summary>The bill of materials' identifiers, which vulnerability scanners look up.</summary>
public sealed partial class SbomTests(PackedModule package) : IClassFixture<PackedModule>
{
    [Fact]
    public void Package_urls_are_valid_and_each_names_a_restored_package()
    {
        JsonNode assets = JsonNode.Parse(File.ReadAllText(PackedModule.AssetsFile))!;
        HashSet<string> restored = [.. assets["libraries"]!.AsObject().Where(library => (string)library.Value!["type"]! == "package").Select(library => library.Key)];
        JsonObject[] packages = [.. Components(Bom()).Where(component => (string)component["type"]! == "library")];

        Assert.Contains(packages, component => (string)component["name"]! == "PolySharp");
        Assert.All(packages, component =>
        {
            Match purl = NuGetPurl().Match((string)component["purl"]!);
            Assert.True(purl.Success, (string)component["purl"]!);
            Assert.Equal(((string)component["name"]!, (string)component["version"]!), (purl.Groups["name"].Value, purl.Groups["version"].Value));
            Assert.Contains($"{purl.Groups["name"].Value}/{purl.Groups["version"].Value}", restored);
        });
    }

    [Fact]
    public void The_package_url_of_the_module_is_valid_and_refers_to_the_Gallery()
    {
        string purl = (string)Bom()["metadata"]!["component"]!["purl"]!;

        Assert.Matches(NuGetPurl(), purl.Split('?')[0]);
        Assert.Equal("repository_url=https://www.powershellgallery.com/api/v2", Uri.UnescapeDataString(purl.Split('?')[1]));
        Assert.DoesNotMatch("[^A-Za-z0-9.:_%=-]", purl.Split('?')[1]);
    }

    [Fact]
    public void References_are_unique_and_the_serial_number_is_a_uuid()
    {
        JsonObject bom = Bom();
        string[] references = [(string)bom["metadata"]!["component"]!["bom-ref"]!, .. Components(bom).Select(component => (string)component["bom-ref"]!)];

        Assert.Equal(references.Length, references.Distinct(StringComparer.Ordinal).Count());
        Assert.Matches("^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$", (string)bom["serialNumber"]!);
    }

    private JsonObject Bom() => JsonNode.Parse(File.ReadAllText(Path.Combine(package.Folder, "sbom.cdx.json")))!.AsObject();

    private static IEnumerable<JsonObject> Components(JsonObject parent) => (parent["components"]?.AsArray() ?? [])
        .Select(node => node!.AsObject())
        .SelectMany(component => Components(component).Prepend(component));

    [GeneratedRegex(@"^pkg:nuget/(?<name>[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)@(?<version>\d+\.\d+\.\d+(?:\.\d+)?(?:-[0-9A-Za-z.-]+)?)$")]
    private static partial Regex NuGetPurl();
}
