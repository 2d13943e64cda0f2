namespace Plannr.PowerShell.Tests.Desktop;

/// <summary>Looks up each type and each member that an assembly refers to, as the runtime does when the code comes to run.</summary>
internal sealed class MissingMembers(DesktopAssemblies world, AssemblyFile user)
{
    private readonly MetadataReader _reader = user.Reader;

    /// <summary>The references that lead nowhere, as a person reads them.</summary>
    public static IReadOnlyList<string> Of(DesktopAssemblies world, AssemblyFile user)
    {
        var search = new MissingMembers(world, user);
        return [.. search.Types().Concat(search.Members()).Distinct().Order(StringComparer.Ordinal)];
    }

    private IEnumerable<string> Types() => _reader.TypeReferences
        .Where(handle => Find(handle) is null)
        .Select(handle => $"{user.Name.Name}: {SignatureText.NameOf(_reader, _reader.GetTypeReference(handle))}");

    private IEnumerable<string> Members()
    {
        foreach (MemberReference member in _reader.MemberReferences.Select(_reader.GetMemberReference))
        {
            // What is not found as a type is told as a type; arrays have their members from the runtime.
            if (Parent(member.Parent) is { } parent && !Has(parent, member, exact: true))
            {
                string text = member.GetKind() == MemberReferenceKind.Method ? SignatureText.Of(MethodOf(_reader, member)) : FieldOf(_reader, member);
                yield return $"{user.Name.Name}: {SignatureText.NameOf(parent.Assembly.Reader, parent.Type)}.{_reader.GetString(member.Name)} {text}";
            }
        }
    }

    private (AssemblyFile Assembly, TypeDefinition Type)? Find(TypeReferenceHandle handle) => Find(user, handle);

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
            ? world.FindByName(from.Reader.GetString(from.Reader.GetAssemblyReference((AssemblyReferenceHandle)scope).Name))
            : from;
        return start is null ? null : world.FindType(start, name);
    }

    private (AssemblyFile Assembly, TypeDefinition Type)? Parent(EntityHandle handle) => Resolve(user, handle);

    private (AssemblyFile Assembly, TypeDefinition Type)? Resolve(AssemblyFile from, EntityHandle handle) => handle.Kind switch
    {
        HandleKind.TypeReference => Find(from, (TypeReferenceHandle)handle),
        HandleKind.TypeDefinition => (from, from.Reader.GetTypeDefinition((TypeDefinitionHandle)handle)),
        HandleKind.TypeSpecification => Resolve(from, GenericType(from.Reader, (TypeSpecificationHandle)handle)),
        _ => null,
    };

    // The first bytes of a generic type's signature: GENERICINST, CLASS or VALUETYPE, the type. All else has no members of its own.
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
        bool isHere = member.GetKind() == MemberReferenceKind.Method
            ? type.Type.GetMethods().Select(reader.GetMethodDefinition).Any(method => IsSame(reader, method, member, exact))
            : type.Type.GetFields().Select(reader.GetFieldDefinition).Any(field => _reader.GetString(member.Name) == reader.GetString(field.Name)
                && FieldOf(_reader, member) == field.DecodeSignature(SignatureText.Provider, null));
        return isHere || Bases(type).Any(parent => Resolve(type.Assembly, parent) is { } found
            && Has(found, member, exact && parent.Kind != HandleKind.TypeSpecification));
    }

    private static IEnumerable<EntityHandle> Bases((AssemblyFile Assembly, TypeDefinition Type) type) =>
        type.Type.GetInterfaceImplementations()
            .Select(handle => type.Assembly.Reader.GetInterfaceImplementation(handle).Interface)
            .Prepend(type.Type.BaseType)
            .Where(handle => !handle.IsNil);

    // Of a generic base type the parameters have other names there: then their number has to do.
    private bool IsSame(MetadataReader reader, MethodDefinition method, MemberReference member, bool exact)
    {
        if (_reader.GetString(member.Name) != reader.GetString(method.Name))
        {
            return false;
        }

        MethodSignature<string> has = method.DecodeSignature(SignatureText.Provider, null);
        MethodSignature<string> wants = MethodOf(_reader, member);
        return exact ? SignatureText.Of(has) == SignatureText.Of(wants) : has.ParameterTypes.Length == wants.ParameterTypes.Length;
    }

    private static MethodSignature<string> MethodOf(MetadataReader reader, MemberReference member) =>
        member.DecodeMethodSignature(SignatureText.Provider, null);

    private static string FieldOf(MetadataReader reader, MemberReference member) => member.DecodeFieldSignature(SignatureText.Provider, null);
}
