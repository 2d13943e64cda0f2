namespace Plannr.PowerShell.Tests.Records;

/// <summary>Creates records with a value in every settable property, and dumps all values of a record as lines of text.</summary>
internal static class RecordSamples
{
    private const int MaximumDepth = 3;

    public static IEnumerable<Type> Types { get; } = typeof(PlannrRecord).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(PlannrRecord)) && !type.IsAbstract);

    public static PlannrRecord Create(Type type, int depth = 0)
    {
        var record = (PlannrRecord)Activator.CreateInstance(type)!;
        foreach (PropertyInfo property in Settable(type))
        {
            property.SetValue(record, Value(property.PropertyType, property.Name, depth));
        }

        (record as PlannrResource)?.Complete();
        return record;
    }

    /// <summary>Returns the values of all public properties, including those of nested records, lists and maps.</summary>
    public static IEnumerable<string> Dump(object? value, string path = "") => value switch
    {
        PSObject wrapped => Dump(wrapped.BaseObject, path),
        PlannrRecord record => record.GetType().GetProperties().SelectMany(property => Dump(property.GetValue(record), $"{path}/{property.Name}")).Prepend($"{path}: {record.GetType().Name}"),
        string text => [$"{path} = {text}"],
        IEnumerable entries when value.GetType().Name.StartsWith("ResourceMap", StringComparison.Ordinal) => entries.Cast<object>()
            .SelectMany(entry => Dump(Part(entry, "Value"), $"{path}[{Part(entry, "Key")}]")).Order(StringComparer.Ordinal).Prepend($"{path}: map"),
        IEnumerable items => items.Cast<object?>().SelectMany((item, i) => Dump(item, $"{path}[{i}]")).Prepend($"{path}: list"),
        DateTimeOffset time => [$"{path} = {time:O}"],
        _ => [$"{path} = {value?.GetType().Name} {Convert.ToString(value, CultureInfo.InvariantCulture)}"],
    };

    private static IEnumerable<PropertyInfo> Settable(Type type) => type.GetProperties().Where(property => property.GetSetMethod(nonPublic: true) is { IsPrivate: false });

    private static object? Value(Type type, string name, int depth)
    {
        Type argument = type.IsGenericType ? type.GetGenericArguments()[0] : type;
        if (typeof(PlannrRecord).IsAssignableFrom(argument))
        {
            Array records = Array.CreateInstance(argument, depth < MaximumDepth ? 1 : 0);
            for (int i = 0; i < records.Length; i++)
            {
                records.SetValue(Create(argument, depth + 1), i);
            }

            return type == argument ? records.Cast<object>().FirstOrDefault() : Activator.CreateInstance(type, records);
        }

        return type switch
        {
            _ when type == typeof(string) => $"{name} \u4f60 & <x>",
            _ when argument == typeof(Guid) => new Guid(name.Length, (short)depth, 3, 4, 5, 6, 7, 8, 9, 10, 11),
            _ when argument == typeof(DateTimeOffset) => new DateTimeOffset(2026, 2, 1 + (name.Length % 28), 3, 4, 5, TimeSpan.FromMinutes(60 + (name.Length * 15))).AddTicks(1234567),
            _ when argument == typeof(bool) => true,
            _ when argument == typeof(int) => name.Length,
            _ when argument == typeof(long) => 5_000_000_000,
            _ when argument == typeof(decimal) => 12.50m,
            _ when type == typeof(ResourceList<string>) => new ResourceList<string>(["one", "two; three"]),
            _ when type == typeof(ResourceList<object>) => new ResourceList<object?>([Map(), "text", null]),
            _ when type == typeof(ResourceMap<object>) => Map(),
            _ when type == typeof(ResourceMap<string>) => new ResourceMap<string?>(new Dictionary<string, string?> { ["A"] = "1", ["B"] = null }),
            _ when type == typeof(ResourceMap<ResourceList<string>>) => new ResourceMap<ResourceList<string>>(new Dictionary<string, ResourceList<string>> { ["firm:read"] = new(["a", "b"]), ["none"] = new([]) }),
            _ when type == typeof(object) => name.EndsWith("At", StringComparison.Ordinal) ? new DateTimeOffset(2026, 5, 6, 7, 8, 9, TimeSpan.FromHours(1)) : Map(),
            _ => throw new NotSupportedException($"There is no sample value for {type}."),
        };
    }

    // Sorted by name, like a deserialized map.
    private static ResourceMap<object?> Map() => new(new Dictionary<string, object?>
    {
        ["deep"] = new ResourceList<object?>([new ResourceMap<object?>(new Dictionary<string, object?> { ["list"] = new ResourceList<object?>([new ResourceMap<object?>(new Dictionary<string, object?> { ["x"] = 1L })]) })]),
        ["double"] = 1e300,
        ["empty"] = new ResourceList<object?>([]),
        ["exact"] = 1.50m,
        ["flag"] = false,
        ["huge"] = System.Numerics.BigInteger.Parse("123456789012345678901234567890", CultureInfo.InvariantCulture),
        ["nothing"] = null,
        ["number"] = 7L,
        ["text"] = "2026-01-02T03:04:05+00:00",
    });

    private static object? Part(object entry, string name) => entry.GetType().GetProperty(name)!.GetValue(entry);
}
