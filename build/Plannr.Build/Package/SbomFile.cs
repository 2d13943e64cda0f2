using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Plannr.Build.Package;

/// <summary>Writes a reproducible bill of materials (CycloneDX 1.6) for the module's files. (The CycloneDX tool is unsuitable: it lists neither files nor hashes, and writes the current time.)</summary>
internal static class SbomFile
{
    public const string Name = "sbom.cdx.json";

    private static readonly JsonSerializerOptions Options = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string TextOf(string folder, ModuleManifest manifest, RestoredPackages packages)
    {
        string[] files = [.. ModuleFiles.In(folder).Where(file => file != Name)];
        ILookup<ThirdPartyPackage?, string> byPackage = files.ToLookup(file => packages.Find(folder, file));
        ThirdPartyPackage[] shipped = [.. byPackage.Select(group => group.Key).OfType<ThirdPartyPackage>().Concat(packages.CompiledIn())
            .OrderBy(package => package.Purl, StringComparer.Ordinal)];
        string module = $"pkg:nuget/{manifest.Name}@{manifest.Version}?repository_url=https:%2F%2Fwww.powershellgallery.com%2Fapi%2Fv2";
        var bom = new JsonObject
        {
            ["$schema"] = "http://cyclonedx.org/schema/bom-1.6.schema.json",
            ["bomFormat"] = "CycloneDX",
            ["specVersion"] = "1.6",
            ["serialNumber"] = "urn:uuid:" + SerialNumber(folder, files),
            ["version"] = 1,
            ["metadata"] = new JsonObject { ["component"] = Module(manifest, module) },
            ["components"] = new JsonArray([
                .. shipped.Select(package => Package(package, folder, byPackage[package])),
                .. byPackage[null].Select(file => FileOf(folder, file)),
            ]),
            ["dependencies"] = new JsonArray([
                new JsonObject { ["ref"] = module, ["dependsOn"] = new JsonArray([.. shipped.Select(package => (JsonNode)package.Purl)]) },
                .. shipped.Select(package => new JsonObject
                {
                    ["ref"] = package.Purl,
                    ["dependsOn"] = new JsonArray([.. shipped.Where(other => package.Dependencies.Contains(other.Id)).Select(other => (JsonNode)other.Purl)]),
                }),
            ]),
        };
        return bom.ToJsonString(Options) + "\n";
    }

    private static JsonObject Module(ModuleManifest manifest, string reference) => new()
    {
        ["type"] = "library",
        ["bom-ref"] = reference,
        ["name"] = manifest.Name,
        ["version"] = manifest.Version,
        ["description"] = manifest.Description,
        ["licenses"] = new JsonArray(new JsonObject { ["license"] = new JsonObject { ["id"] = "MIT" } }),
        ["copyright"] = manifest.Copyright,
        ["purl"] = reference,
        ["externalReferences"] = new JsonArray(new JsonObject { ["type"] = "website", ["url"] = manifest.ProjectUri }),
    };

    private static JsonObject Package(ThirdPartyPackage package, string folder, IEnumerable<string> files) => new()
    {
        ["type"] = "library",
        ["bom-ref"] = package.Purl,
        ["author"] = package.Authors,
        ["name"] = package.Id,
        ["version"] = package.Version,
        ["licenses"] = new JsonArray(package.LicenceName is { } name
            ? new JsonObject { ["expression"] = name }
            : new JsonObject { ["license"] = new JsonObject { ["name"] = package.LicenceUrl, ["url"] = package.LicenceUrl } }),
        ["copyright"] = package.Copyright,
        ["purl"] = package.Purl,
        ["components"] = new JsonArray([.. files.Select(file => FileOf(folder, file))]),
    };

    private static JsonObject FileOf(string folder, string file) => new()
    {
        ["type"] = "file",
        ["bom-ref"] = "file:" + file,
        ["name"] = file,
        ["hashes"] = new JsonArray(new JsonObject { ["alg"] = "SHA-256", ["content"] = Hash(folder, file) }),
    };

    private static string Hash(string folder, string file) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(folder, file))));

    // UUID version 8 permits custom content: here, a hash of the files.
    private static Guid SerialNumber(string folder, IEnumerable<string> files)
    {
        string list = string.Join('\n', files.Select(file => $"{Hash(folder, file)} {file}"));
        byte[] bytes = SHA256.HashData(Encoding.UTF8.GetBytes(list))[..16];
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}
