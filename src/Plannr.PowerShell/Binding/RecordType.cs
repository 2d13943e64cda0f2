namespace Plannr.PowerShell.Binding;

/// <summary>Finds out what type of record an object is, including one that came back from a file or a job or that Select-Object has cut down.</summary>
internal static class RecordType
{
    private const string Prefix = "Plannr.";

    private static readonly string[] Changed = ["Deserialized.", "Selected."];

    /// <summary>Returns the name of the type without the namespace, such as Account; null for what is not a record.</summary>
    public static string? Find(object? item) => (item is PSObject wrapped ? wrapped.BaseObject : item) is null or string or ValueType
        ? null
        : PSObject.AsPSObject(item).TypeNames.Select(Parse).FirstOrDefault(type => type is not null);

    /// <summary>Joins several types in a sentence.</summary>
    public static string Join(IReadOnlyList<string> types) =>
        types.Count == 1 ? types[0] : $"{string.Join(", ", types.Take(types.Count - 1))} or {types[types.Count - 1]}";

    private static string? Parse(string typeName)
    {
        string name = typeName;
        while (Changed.FirstOrDefault(prefix => name.StartsWith(prefix, StringComparison.Ordinal)) is { } prefix)
        {
            name = name.Substring(prefix.Length);
        }

        return name.StartsWith(Prefix, StringComparison.Ordinal) ? name.Substring(Prefix.Length) : null;
    }
}
