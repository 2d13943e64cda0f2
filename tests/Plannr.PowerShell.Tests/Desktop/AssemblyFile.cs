using System.Collections.Immutable;
using System.Reflection.PortableExecutable;

namespace Plannr.PowerShell.Tests.Desktop;

/// <summary>The metadata of an assembly for any framework, read from the file without loading the assembly.</summary>
internal sealed class AssemblyFile
{
    private readonly Lazy<Dictionary<string, TypeDefinitionHandle>> _types;
    private readonly Lazy<Dictionary<string, string>> _forwards;

    public AssemblyFile(string path)
    {
        Path = path;

        // The PE reader is not disposed: it uses only memory, which the metadata reader needs for the lifetime of this object.
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

    /// <summary>The target framework, such as <c>.NETFramework,Version=v4.7.2</c>, or null if it is not specified.</summary>
    public string? TargetFramework => Reader.GetAssemblyDefinition().GetCustomAttributes()
        .Select(Reader.GetCustomAttribute)
        .Where(attribute => NameOfAttribute(attribute) == "System.Runtime.Versioning.TargetFrameworkAttribute")
        .Select(attribute => Reader.GetBlobReader(attribute.Value))
        .Select(blob => blob.ReadUInt16() == 1 ? blob.ReadSerializedString() : null)
        .SingleOrDefault();

    /// <summary>Returns whether a file is an assembly. Some framework files are modules of another assembly.</summary>
    public static bool IsAssembly(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        return file.HasMetadata && file.GetMetadataReader().IsAssembly;
    }

    public TypeDefinition? FindType(string name) =>
        _types.Value.TryGetValue(name, out TypeDefinitionHandle handle) ? Reader.GetTypeDefinition(handle) : null;

    /// <summary>Returns the name of the assembly that a type was forwarded to, or null.</summary>
    public string? FindForward(string name) => _forwards.Value.GetValueOrDefault(name);

    private Dictionary<string, string> ReadForwards()
    {
        // Nested types are forwarded with their outermost type.
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
