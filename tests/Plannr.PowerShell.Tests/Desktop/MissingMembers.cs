namespace Plannr.PowerShell.Tests.Desktop;

/// <summary>Looks up each type and member that an assembly references, as the runtime does when the code runs.</summary>
internal sealed class MissingMembers(DesktopAssemblies assemblies, AssemblyFile source)
{
    private readonly MetadataReader _reader = source.Reader;

    /// <summary>Returns the unresolved references in readable form.</summary>
    public static IReadOnlyList<string> Find(DesktopAssemblies assemblies, AssemblyFile source)
    {
        var search = new MissingMembers(assemblies, source);
        return [.. search.Types().Concat(search.Members()).Distinct().Order(StringComparer.Ordinal)];
    }

    private IEnumerable<string> Types() => _reader.TypeReferences
        .Where(handle => Find(handle) is null)
        .Select(handle => $"{source.Name.Name}: {SignatureText.NameOf(_reader, _reader.GetTypeReference(handle))}");

    private IEnumerable<string> Members()
    {
        foreach (MemberReference member in _reader.MemberReferences.Select(_reader.GetMemberReference))
        {
            // If there is no parent, either the type is missing and Types() reports it, or it is an array, whose members the runtime supplies.
            if (Parent(member.Parent) is { } parent && !Has(parent, member, exact: true))
            {
                string text = member.GetKind() == MemberReferenceKind.Method ? SignatureText.Of(MethodOf(_reader, member)) : FieldOf(_reader, member);
                yield return $"{source.Name.Name}: {SignatureText.NameOf(parent.Assembly.Reader, parent.Type)}.{_reader.GetString(member.Name)} {text}";
            }
        }
    }

    private (AssemblyFile Assembly, TypeDefinition Type)? Find(TypeReferenceHandle handle) => Find(source, handle);

    private (AssemblyFile Assembly, TypeDefinition Type)? Find(AssemblyFile from, TypeReferenceHandle handle)
    {
        TypeReference type = from.Reader.GetTypeReference(handle);
        string name = SignatureText.NameOf(from.Reader, type);
        EntityHandle scope = type.ResolutionScope;
        while (scope.Kind == HandleKind.TypeReference)
        {
            scope = from.Reader.GetTypeReference((TypeReferenceHandle)scope).ResolutionScope;
        }

        AssemblyFile? start = scope.Kind == HandleKind.AssemblyReference
            ? assemblies.FindByName(from.Reader.GetString(from.Reader.GetAssemblyReference((AssemblyReferenceHandle)scope).Name))
            : from;
        return start is null ? null : assemblies.FindType(start, name);
    }

    private (AssemblyFile Assembly, TypeDefinition Type)? Parent(EntityHandle handle) => Resolve(source, handle);

    private (AssemblyFile Assembly, TypeDefinition Type)? Resolve(AssemblyFile from, EntityHandle handle) => handle.Kind switch
    {
        HandleKind.TypeReference => Find(from, (TypeReferenceHandle)handle),
        HandleKind.TypeDefinition => (from, from.Reader.GetTypeDefinition((TypeDefinitionHandle)handle)),
        HandleKind.TypeSpecification => Resolve(from, GenericType(from.Reader, (TypeSpecificationHandle)handle)),
        _ => null,
    };

    // The signature of a generic type starts with GENERICINST, then CLASS or VALUETYPE, then the type. Types with other signatures have no members of their own.
    private static EntityHandle GenericType(MetadataReader reader, TypeSpecificationHandle handle)
    {
        BlobReader blob = reader.GetBlobReader(reader.GetTypeSpecification(handle).Signature);
        if (blob.ReadSignatureTypeCode() != SignatureTypeCode.GenericTypeInstance)
        {
            return default;
        }

        blob.ReadCompressedInteger();
        return blob.ReadTypeHandle();
    }

    private bool Has((AssemblyFile Assembly, TypeDefinition Type) type, MemberReference member, bool exact)
    {
        MetadataReader reader = type.Assembly.Reader;
        bool isDeclared = member.GetKind() == MemberReferenceKind.Method
            ? type.Type.GetMethods().Select(reader.GetMethodDefinition).Any(method => IsSame(reader, method, member, exact))
            : type.Type.GetFields().Select(reader.GetFieldDefinition).Any(field => _reader.GetString(member.Name) == reader.GetString(field.Name)
                && FieldOf(_reader, member) == field.DecodeSignature(SignatureText.Provider, null));
        return isDeclared || Bases(type).Any(parent => Resolve(type.Assembly, parent) is { } found
            && Has(found, member, exact && parent.Kind != HandleKind.TypeSpecification));
    }

    private static IEnumerable<EntityHandle> Bases((AssemblyFile Assembly, TypeDefinition Type) type) =>
        type.Type.GetInterfaceImplementations()
            .Select(handle => type.Assembly.Reader.GetInterfaceImplementation(handle).Interface)
            .Prepend(type.Type.BaseType)
            .Where(handle => !handle.IsNil);

    // A generic base type names its type parameters differently, so only the number of method parameters is compared.
    private bool IsSame(MetadataReader reader, MethodDefinition method, MemberReference member, bool exact)
    {
        if (_reader.GetString(member.Name) != reader.GetString(method.Name))
        {
            return false;
        }

        MethodSignature<string> has = method.DecodeSignature(SignatureText.Provider, null);
        MethodSignature<string> wanted = MethodOf(_reader, member);
        return exact ? SignatureText.Of(has) == SignatureText.Of(wanted) : has.ParameterTypes.Length == wanted.ParameterTypes.Length;
    }

    private static MethodSignature<string> MethodOf(MetadataReader reader, MemberReference member) =>
        member.DecodeMethodSignature(SignatureText.Provider, null);

    private static string FieldOf(MetadataReader reader, MemberReference member) => member.DecodeFieldSignature(SignatureText.Provider, null);
}
