namespace Plannr.PowerShell.Tests.Architecture;

/// <summary>The cmdlets of the staged module.</summary>
internal static class StagedCmdlets
{
    public static IReadOnlyList<Type> Types { get; } =
        [.. StagedModule.Cmdlets.GetTypes().Where(type => typeof(Cmdlet).IsAssignableFrom(type) && !type.IsAbstract).OrderBy(type => type.FullName)];

    public static TheoryData<Type> All => [.. Types];

    public static CmdletAttribute NameOf(Type cmdlet) => cmdlet.GetCustomAttribute<CmdletAttribute>()!;

    public static IEnumerable<PropertyInfo> ParametersOf(Type cmdlet) =>
        cmdlet.GetProperties().Where(property => property.IsDefined(typeof(ParameterAttribute), inherit: true));
}
