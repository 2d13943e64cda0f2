namespace Plannr.PowerShell.Tests.Architecture;

public class PublicSurfaceTests
{
    private const BindingFlags Everything =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>The netstandard2.0 base class library, the PowerShell engine and the module's own assemblies.</summary>
    private static readonly string[] AllowedAssemblies = ["System.Private.CoreLib", "System.Private.Uri", "System.Management.Automation", "Plannr", "Plannr.PowerShell"];

    public static TheoryData<string> Assemblies => [.. (string[])["Plannr", "Plannr.PowerShell"]];

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void No_public_signature_exposes_a_dependency(string name)
    {
        string[] exposed = Staged(name).GetExportedTypes()
            .SelectMany(type => SignatureOf(type).Where(used => !IsAllowed(used)).Select(used => $"{type.FullName}: {used.FullName} of {used.Assembly.GetName().Name}"))
            .Distinct()
            .ToArray();

        Assert.Empty(exposed);
    }

    [Theory]
    [InlineData("Plannr", "netstandard")]
    [InlineData("Plannr.PowerShell", "netstandard", "Plannr", "System.Management.Automation")]
    public void Assemblies_in_the_default_load_context_reference_only_the_host_and_each_other(string name, params string[] allowed)
    {
        IEnumerable<string?> references = Staged(name).GetReferencedAssemblies().Select(reference => reference.Name);

        Assert.Empty(references.Except(allowed));
    }

    [Fact]
    public void Contract_types_are_in_the_Plannr_namespace() =>
        Assert.All(StagedModule.Contract.GetExportedTypes(), type => Assert.Equal("Plannr", type.Namespace));

    private static Assembly Staged(string name) => name == "Plannr" ? StagedModule.Contract : StagedModule.Cmdlets;

    private static bool IsAllowed(Type type) => AllowedAssemblies.Contains(type.Assembly.GetName().Name);

    private static IEnumerable<Type> SignatureOf(Type type)
    {
        IEnumerable<Type> members = type.GetMembers(Everything).Where(IsVisible).SelectMany(TypesOf);
        return members.Concat(type.GetInterfaces()).Append(type.BaseType ?? type).SelectMany(Unfold).Distinct();
    }

    private static bool IsVisible(MemberInfo member) => member switch
    {
        MethodBase method => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly,
        FieldInfo field => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly,
        EventInfo @event => IsVisible(@event.AddMethod!),
        _ => false,
    };

    private static IEnumerable<Type> TypesOf(MemberInfo member) => member switch
    {
        MethodInfo method => method.GetParameters().Select(parameter => parameter.ParameterType).Append(method.ReturnType),
        MethodBase constructor => constructor.GetParameters().Select(parameter => parameter.ParameterType),
        FieldInfo field => [field.FieldType],
        EventInfo @event => [@event.EventHandlerType!],
        _ => [],
    };

    /// <summary>Returns the type (for an array or reference, its element type) and its generic arguments, recursively.</summary>
    private static IEnumerable<Type> Unfold(Type type)
    {
        if (type.HasElementType)
        {
            return Unfold(type.GetElementType()!);
        }

        return type.IsGenericParameter ? [] : type.GetGenericArguments().SelectMany(Unfold).Append(type);
    }
}
