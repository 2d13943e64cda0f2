namespace Plannr.PowerShell.Binding;

/// <summary>Tells what kind of object something is, also where it came back from a file or a background job, or where Select-Object has cut it down.</summary>
internal static class ObjectKind
{
    private const string Prefix = "Plannr.";

    private static readonly string[] Changed = ["Deserialized.", "Selected."];

    /// <summary>The name of its type without the namespace, such as Account. Null for what is none of Plannr's objects.</summary>
    public static string? Of(object? item) => (item is PSObject wrapped ? wrapped.BaseObject : item) is null or string or Guid
        ? null
        : PSObject.AsPSObject(item).TypeNames.Select(KindOf).FirstOrDefault(kind => kind is not null);

    /// <summary>The items of a value that may be one or several.</summary>
    public static IEnumerable<object?> Items(object? value) => (value is PSObject wrapped ? wrapped.BaseObject : value) is object?[] items ? items : [value];

    /// <summary>Several kinds in a sentence.</summary>
    public static string Text(IReadOnlyList<string> kinds) =>
        kinds.Count == 1 ? kinds[0] : $"{string.Join(", ", kinds.Take(kinds.Count - 1))} or {kinds[kinds.Count - 1]}";

    private static string? KindOf(string typeName)
    {
        string name = typeName;
        while (Changed.FirstOrDefault(prefix => name.StartsWith(prefix, StringComparison.Ordinal)) is { } prefix)
        {
            name = name.Substring(prefix.Length);
        }

        return name.StartsWith(Prefix, StringComparison.Ordinal) ? name.Substring(Prefix.Length) : null;
    }
}
