using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Plannr.Build.Package;

/// <summary>Finds build files that must not be shipped.</summary>
internal static class BuildLeftovers
{
    // DebuggableAttribute.DebuggingModes.DisableOptimizations.
    private const int DisableOptimizations = 0x100;

    private static readonly string[] Endings = [".pdb", ".deps.json", ".runtimeconfig.json", ".config", ".tmp", ".bak"];

    /// <exception cref="InvalidDataException">The folder contains files that must not be shipped. The message has one line per file.</exception>
    public static void Refuse(string folder)
    {
        if (In(folder) is { Length: > 0 } leftovers)
        {
            throw new InvalidDataException(string.Join('\n', leftovers));
        }
    }

    public static string[] In(string folder)
    {
        string[] files = Directory.GetFiles(folder, "*", SearchOption.AllDirectories);
        return
        [
            .. files.Where(file => Endings.Any(ending => file.EndsWith(ending, StringComparison.OrdinalIgnoreCase)))
                .Select(file => $"{Path.GetRelativePath(folder, file)} must not be shipped."),
            .. files.Where(file => file.EndsWith(".dll", StringComparison.OrdinalIgnoreCase) && IsDebugBuild(file))
                .Select(file => $"{Path.GetRelativePath(folder, file)} is a debug build. Build it with --configuration Release."),
        ];
    }

    private static bool IsDebugBuild(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        MetadataReader reader = file.GetMetadataReader();
        return reader.GetAssemblyDefinition().GetCustomAttributes()
            .Select(reader.GetCustomAttribute)
            .Where(attribute => IsDebuggable(reader, attribute))
            .Select(attribute => reader.GetBlobReader(attribute.Value))
            .Any(blob => blob.ReadUInt16() == 1 && blob.RemainingBytes >= sizeof(int) && (blob.ReadInt32() & DisableOptimizations) != 0);
    }

    private static bool IsDebuggable(MetadataReader reader, CustomAttribute attribute) =>
        attribute.Constructor.Kind == HandleKind.MemberReference
        && reader.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent is { Kind: HandleKind.TypeReference } parent
        && reader.GetString(reader.GetTypeReference((TypeReferenceHandle)parent).Name) == "DebuggableAttribute";
}
