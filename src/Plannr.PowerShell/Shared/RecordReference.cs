namespace Plannr.PowerShell.Shared;

/// <summary>An argument that identifies a record: a UUID, the record itself, a copy made by deserialization or Select-Object, or a CSV row. Any value can be bound; <see cref="ArgumentCheck"/> rejects values without a UUID.</summary>
public abstract class RecordReference
{
    /// <summary>A source type that stands for every record type with the specified property.</summary>
    private protected const string AnyRecord = "a record with an account";

    /// <param name="value">The argument.</param>
    /// <param name="sources">The accepted types of record, each with the property that contains the UUID.</param>
    /// <param name="search">The error's advice on how to find the UUID. {0} is replaced with the invalid value.</param>
    /// <param name="columns">The columns of a row that can contain the UUID, in order of preference.</param>
    private protected RecordReference(object value, (string Type, string Property)[] sources, string search, params string[] columns)
    {
        // A script that forwards its bound parameters passes a RecordReference.
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

    /// <summary>The UUID, valid only if there is no error.</summary>
    internal Guid Uuid { get; private set; }

    /// <summary>The error if the argument has no valid UUID or is not of an accepted type; otherwise, null.</summary>
    internal PlannrException? Error { get; private protected set; }

    /// <summary>The argument.</summary>
    internal object Value { get; }

    /// <summary>The argument without its PSObject wrapper: the record itself, unless the argument is a UUID, a copy or a row.</summary>
    internal object Record { get; }

    /// <summary>The short name of the record's type, such as Account, or null for a UUID or a row.</summary>
    internal string? Type { get; }

    /// <summary>Returns the UUID as text, or the argument's own text if it has no valid UUID.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => Error is null ? Uuid.ToString() : $"{Value}";

    /// <summary>Returns the value, or throws if the value is a connection, so that PowerShell binds the connection to -Connection instead.</summary>
    private protected static object RejectConnection(object value) => RecordType.Find(value) == nameof(PlannrConnection)
        ? throw new InvalidCastException($"'{value}' is a connection. Specify it with -Connection.")
        : value;

    /// <summary>Creates the error for an object that is not a record of an accepted type.</summary>
    internal static PlannrInvalidInputException OtherType(object value, params string[] types) => NotAccepted(value, $"Specify an object of type {RecordType.Join(types)}, or a UUID.");

    /// <summary>Creates the error for an object that is not accepted, with advice on what to specify instead.</summary>
    internal static PlannrInvalidInputException NotAccepted(object value, string advice) => new(
        RecordType.Find(value) is { } type ? $"'{value}' is of type {type}, which this parameter does not accept, so it was not used." : $"'{value}' is not a Plannr record, so it was not used.",
        advice);

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
            bool isEmpty = value is string text && string.IsNullOrWhiteSpace(text);
            string name = isEmpty ? "<name>" : CodeGeneration.EscapeSingleQuotedStringContent($"{value}");
            Error = new PlannrInvalidInputException(
                isEmpty ? "A UUID is required, but the value is empty. Nothing was sent." : $"'{value}' is not a UUID. Nothing was sent.",
                "Specify a UUID such as 82f16694-dbe3-4787-bd57-ab9eec12b43f. " + string.Format(CultureInfo.InvariantCulture, search, name));
        }
    }

    private PlannrMissingUuidException Missing(string property) =>
        new($"'{Value}' has no {property}, which is required.");
}

/// <summary>Determines the type of a record, including one that was deserialized from a file or job, or reduced by Select-Object.</summary>
internal static class RecordType
{
    private const string Prefix = "Plannr.";

    private static readonly string[] Changed = ["Deserialized.", "Selected."];

    /// <summary>Returns the type's short name, such as Account, or null if the object is not a record.</summary>
    public static string? Find(object? item) => (item is PSObject wrapped ? wrapped.BaseObject : item) is null or string or ValueType
        ? null
        : PSObject.AsPSObject(item).TypeNames.Select(Parse).FirstOrDefault(type => type is not null);

    /// <summary>Returns the name of the connection that a record or row came from, or null if there is none. For a connection, returns the connection's own name.</summary>
    public static string? FindConnectionName(object? item) => (item is PSObject wrapped ? wrapped.BaseObject : item) switch
    {
        null or string or ValueType => null,
        PlannrConnection connection => connection.Name,
        RecordReference reference => FindConnectionName(reference.Value),
        _ => PSObject.AsPSObject(item).Properties[nameof(PlannrRecord.ConnectionName)]?.Value?.ToString() is { Length: > 0 } name ? name : null,
    };

    /// <summary>Joins type names for use in a sentence, such as "Account or Login".</summary>
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
