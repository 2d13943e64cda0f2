using System.Collections.Immutable;
using System.Reflection.PortableExecutable;

namespace Plannr.PowerShell.Tests.Desktop;

/// <summary>What the metadata of an assembly says. It is read as a file and never loaded, so it may be of any framework.</summary>
internal sealed class AssemblyFile
{
    private readonly Lazy<Dictionary<string, TypeDefinitionHandle>> _types;
    private readonly Lazy<Dictionary<string, string>> _forwards;

    public AssemblyFile(string path)
    {
        Path = path;

        // Not disposed of: the reader is in use for as long as the file is, and holds memory alone.
        Reader = new PEReader([.. File.ReadAllBytes(path)]).GetMetadataReader();
        Name = Reader.GetAssemblyDefinition().GetAssemblyName();
        References = [.. Reader.AssemblyReferences.Select(handle => Reader.GetAssemblyReference(handle).GetAssemblyName())];
        _types = new(() => Reader.TypeDefinitions.ToDictionary(handle => SignatureText.NameOf(Reader, Reader.GetTypeDefinition(handle))));
        _forwards = new(ReadForwards);
    }

    public string Path { get; }

    public MetadataReader Reader { get; }

    public AssemblyName Name { get; }

    public ImmutableArray<AssemblyName> References { get; }

    /// <summary>The framework that it was compiled for, such as <c>.NETFramework,Version=v4.7.2</c>; null where it does not say.</summary>
    public string? TargetFramework => Reader.GetAssemblyDefinition().GetCustomAttributes()
        .Select(Reader.GetCustomAttribute)
        .Where(attribute => NameOfAttribute(attribute) == "System.Runtime.Versioning.TargetFrameworkAttribute")
        .Select(attribute => Reader.GetBlobReader(attribute.Value))
        .Select(blob => blob.ReadUInt16() == 1 ? blob.ReadSerializedString() : null)
        .SingleOrDefault();

    /// <summary>Whether a file is an assembly. The framework has files that are a part of one.</summary>
    public static bool IsAssembly(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        return file.HasMetadata && file.GetMetadataReader().IsAssembly;
    }

    public TypeDefinition? FindType(string name) =>
        _types.Value.TryGetValue(name, out TypeDefinitionHandle handle) ? Reader.GetTypeDefinition(handle) : null;

    /// <summary>The name of the assembly that a type was moved to, null where it was not.</summary>
    public string? FindForward(string name) => _forwards.Value.GetValueOrDefault(name);

    private Dictionary<string, string> ReadForwards()
    {
        // Of nested types, the outermost says where they went.
        var forwards = new Dictionary<string, string>();
        foreach (ExportedType type in Reader.ExportedTypes.Select(Reader.GetExportedType).Where(type => type.Implementation.Kind == HandleKind.AssemblyReference))
        {
            AssemblyReference target = Reader.GetAssemblyReference((AssemblyReferenceHandle)type.Implementation);
            forwards[SignatureText.WithNamespace(Reader.GetString(type.Namespace), Reader.GetString(type.Name))] = Reader.GetString(target.Name);
        }

        return forwards;
    }

    private string? NameOfAttribute(CustomAttribute attribute) =>
        attribute.Constructor.Kind == HandleKind.MemberReference
        && Reader.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent is { Kind: HandleKind.TypeReference } parent
            ? SignatureText.NameOf(Reader, Reader.GetTypeReference((TypeReferenceHandle)parent))
            : null;
}
