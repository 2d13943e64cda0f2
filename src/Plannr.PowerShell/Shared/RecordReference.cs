namespace Plannr.PowerShell.Shared;

/// <summary>A record as an argument: a UUID, the record, its stored or cut-down copy, or a CSV row. Everything binds; <see cref="ArgumentCheck"/> refuses what has no UUID.</summary>
public abstract class RecordReference
{
    /// <summary>Stands for every type of record that has the property, in the sources of a reference.</summary>
    private protected const string AnyRecord = "a record with an account";

    /// <param name="value">What was given.</param>
    /// <param name="sources">The types of record that are taken, each with the property that holds the UUID.</param>
    /// <param name="search">How to find the UUID, for the error; {0} stands for what was given in place of it.</param>
    /// <param name="columns">The columns of a row that can hold the UUID, the best first.</param>
    private protected RecordReference(object value, (string Type, string Property)[] sources, string search, params string[] columns)
    {
        // A script that passes its bound parameters on gives what was bound before.
        Value = (value is PSObject given ? given.BaseObject : value) is RecordReference other ? other.Value : value;
        Record = Value is PSObject wrapped ? wrapped.BaseObject : Value;
        Type = RecordType.Find(Value);
        if (Record is string or ValueType)
        {
            Read(Record, search);
        }
        else if (Type is not null)
        {
            string? property = Array.Find(sources, source => source.Type == Type || (source.Type == AnyRecord && StoredRecord.FindType(Value)?.GetProperty(source.Property) is not null)).Property;
            Error = property is null ? OtherType(Value, [.. sources.Select(source => source.Type)]) : null;
            if (property is not null && !TryRead(property, search))
            {
                Error = Missing(property);
            }
        }
        else if (Array.Find(columns, HasColumn) is not { } column)
        {
            Error = Missing(columns.FirstOrDefault() ?? "UUID");
        }
        else if (!TryRead(column, search))
        {
            Error = new PlannrMissingUuidException($"There is no UUID: the {column} of '{Value}' is $null.");
        }
    }

    /// <summary>The UUID. Only of use if there is no error.</summary>
    internal Guid Uuid { get; private set; }

    /// <summary>Why there is no UUID; null if there is one.</summary>
    internal PlannrException? Error { get; private protected set; }

    /// <summary>What was given.</summary>
    internal object Value { get; }

    /// <summary>What was given, without PowerShell's wrapper: the record itself unless it is a UUID, a copy or a row.</summary>
    internal object Record { get; }

    /// <summary>The type of record that was given, without its namespace; null for a UUID or a row.</summary>
    internal string? Type { get; }

    /// <summary>Returns the UUID.</summary>
    /// <returns>The UUID.</returns>
    public override string ToString() => Error is null ? Uuid.ToString() : $"{Value}";

    /// <summary>Returns the value, unless it is a connection: PowerShell then binds that to the parameter -Connection of a cmdlet that gets records.</summary>
    private protected static object LeaveConnection(object value) => RecordType.Find(value) == nameof(PlannrConnection)
        ? throw new InvalidCastException($"'{value}' is a connection. Specify it with -Connection.")
        : value;

    /// <summary>The error for an object or a record of a type that is not taken.</summary>
    internal static PlannrInvalidInputException OtherType(object value, params string[] types) => new(
        RecordType.Find(value) is { } type ? $"'{value}' is of type {type}, which this parameter does not accept, so it was not used." : $"'{value}' is not a record of Plannr, so it was not used.",
        $"Give {RecordType.Join(types)}, or a UUID.");

    private bool HasColumn(string column) => PSObject.AsPSObject(Value).Properties[column] is not null;

    private bool TryRead(string property, string search)
    {
        object? value = PSObject.AsPSObject(Value).Properties[property]?.Value;
        value = value is PSObject wrapped ? wrapped.BaseObject : value;
        if (value is not null)
        {
            Read(value, search);
        }

        return value is not null;
    }

    private void Read(object value, string search)
    {
        if (LanguagePrimitives.TryConvertTo(value, out Guid uuid))
        {
            Uuid = uuid;
        }
        else
        {
            Error = new PlannrInvalidInputException(
                value is string { Length: 0 } ? "A value is empty where a UUID is needed, so nothing was sent." : $"'{value}' is not a UUID, so nothing was sent.",
                "Specify a UUID such as 82f16694-dbe3-4787-bd57-ab9eec12b43f. " + string.Format(CultureInfo.InvariantCulture, search, CodeGeneration.EscapeSingleQuotedStringContent($"{value}")));
        }
    }

    private PlannrMissingUuidException Missing(string property) =>
        new($"'{Value}' does not say the {property} that is needed. Get it from Plannr again, or give the UUID itself.");
}

/// <summary>Finds out what type of record an object is, including one that came back from a file or a job or that Select-Object has cut down.</summary>
internal static class RecordType
{
    private const string Prefix = "Plannr.";

    private static readonly string[] Changed = ["Deserialized.", "Selected."];

    /// <summary>Returns the name of the type without the namespace, such as Account; null for what is not a record.</summary>
    public static string? Find(object? item) => (item is PSObject wrapped ? wrapped.BaseObject : item) is null or string or ValueType
        ? null
        : PSObject.AsPSObject(item).TypeNames.Select(Parse).FirstOrDefault(type => type is not null);

    /// <summary>Returns the name of the connection that a record or a row came over; null if it does not say. A connection is its own.</summary>
    public static string? FindConnectionName(object? item) => (item is PSObject wrapped ? wrapped.BaseObject : item) switch
    {
        null or string or ValueType => null,
        PlannrConnection connection => connection.Name,
        RecordReference reference => FindConnectionName(reference.Value),
        _ => PSObject.AsPSObject(item).Properties[nameof(PlannrRecord.ConnectionName)]?.Value?.ToString() is { Length: > 0 } name ? name : null,
    };

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
