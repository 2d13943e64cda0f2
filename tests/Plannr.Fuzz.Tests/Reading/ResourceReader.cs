namespace Plannr.Fuzz.Tests.Reading;

/// <summary>Reads bodies as one of the resource types. Reflection finds all resource types, so that new ones are fuzzed automatically.</summary>
internal abstract partial class ResourceReader
{
    public static IReadOnlyList<ResourceReader> All { get; } =
        typeof(PlannrResource).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(PlannrResource)))
            .Select(type => (ResourceReader)Activator.CreateInstance(typeof(Of<>).MakeGenericType(type))!)
            .ToArray();

    /// <summary>The API's field names for all resources.</summary>
    public static IReadOnlyList<string> FieldNames { get; } =
        All.SelectMany(reader => reader.Type.GetProperties()).Where(property => property.CanWrite).Select(property => Words().Replace(property.Name, "_").ToLowerInvariant())
            .Append("data").Distinct().Order(StringComparer.Ordinal).ToArray();

    public abstract Type Type { get; }

    public string Name => Type.Name;

    public static ResourceReader Named(string name) => All.First(reader => reader.Name == name);

    public abstract PlannrResource? ReadOne(byte[] body);

    public abstract PlannrResource? ReadObject(byte[] body);

    [GeneratedRegex("(?<=[a-z0-9])(?=[A-Z])|(?<=[a-z])(?=[0-9])")]
    private static partial Regex Words();

    private sealed class Of<T> : ResourceReader
        where T : PlannrResource, new()
    {
        public override Type Type => typeof(T);

        public override PlannrResource? ReadOne(byte[] body) => JsonBody.ReadOne<T>(body);

        public override PlannrResource? ReadObject(byte[] body) => JsonBody.ReadObject<T>(body);
    }
}
