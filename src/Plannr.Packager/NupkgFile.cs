using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Xml;

namespace Plannr.Packager;

/// <summary>Writes a module folder as a package. The same folder gives the same bytes.</summary>
public static class NupkgFile
{
    // A regular file that its owner writes and all read, for installers that keep what a Unix archive says.
    private const int Attributes = 0x81A4 << 16;

    // What NuGet itself writes where it is to be deterministic: the first time that an archive can hold.
    private static readonly DateTimeOffset Time = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Writes the package.</summary>
    public static void Write(string path, string folder, ModuleManifest manifest)
    {
        IReadOnlyList<string> files = ModuleFiles.In(folder);
        byte[] nuspec = Bytes(Nuspec.Of(manifest));
        string nuspecName = manifest.Name + ".nuspec";
        string propertiesName = $"package/services/metadata/core-properties/{Convert.ToHexStringLower(SHA256.HashData(nuspec))[..32]}.psmdcp";

        using FileStream stream = File.Create(path);
        using var archive = new ZipArchive(stream, ZipArchiveMode.Create);
        Add(archive, "_rels/.rels", Bytes(PackageParts.Relationships(nuspecName, propertiesName)));
        Add(archive, nuspecName, nuspec);
        foreach (string file in files)
        {
            Add(archive, file, File.ReadAllBytes(Path.Combine(folder, file)));
        }

        Add(archive, "[Content_Types].xml", Bytes(PackageParts.ContentTypes(files)));
        Add(archive, propertiesName, Bytes(PackageParts.CoreProperties(manifest)));
    }

    private static void Add(ZipArchive archive, string name, byte[] content)
    {
        ZipArchiveEntry entry = archive.CreateEntry(name, CompressionLevel.SmallestSize);
        entry.LastWriteTime = Time;
        entry.ExternalAttributes = Attributes;
        using Stream stream = entry.Open();
        stream.Write(content);
    }

    private static byte[] Bytes(XDocument document)
    {
        using var stream = new MemoryStream();
        using (var writer = XmlWriter.Create(stream, new XmlWriterSettings { Indent = true, Encoding = new UTF8Encoding(false), NewLineChars = "\n" }))
        {
            document.Save(writer);
        }

        return [.. stream.ToArray(), (byte)'\n'];
    }
}
