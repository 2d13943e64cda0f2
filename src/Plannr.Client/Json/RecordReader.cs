using System.Reflection;

namespace Plannr.Client.Json;

/// <summary>Reads a record from JSON. Unknown fields and values of the wrong type are kept in <see cref="PlannrResource.AdditionalProperties"/>.</summary>
internal sealed class RecordReader<T>
    where T : PlannrResource, new()
{
    private readonly RecordFields<T> _fields = new();

    public static RecordReader<T> Instance { get; } = new();

    /// <summary>Tries to read the record at the cursor: an object, or text in its place.</summary>
    public bool TryRead(ref JsonCursor cursor, out T? resource)
    {
        resource = cursor.TokenType switch
        {
            JsonTokenType.StartObject => ReadObject(ref cursor),
            JsonTokenType.String => new T { RawText = cursor.Text(), ConnectionName = cursor.ConnectionName },
            _ => null,
        };
        return resource is not null;
    }

    /// <summary>Reads a list item: an object, text, or a nested list of one item, which is read as that item. Any other value becomes a record that contains only the value's text, so that the rest of the list can still be read.</summary>
    public T ReadItem(ref JsonCursor cursor)
    {
        if (TryRead(ref cursor, out T? resource))
        {
            return resource!;
        }

        JsonCursor only = cursor;
        if (!TryEnterOnly(ref only))
        {
            return new T { RawText = cursor.RawText(), ConnectionName = cursor.ConnectionName };
        }

        T item = ReadItem(ref only);
        only.Read();
        cursor = only;
        return item;
    }

    private T ReadObject(ref JsonCursor cursor)
    {
        var target = new T { ConnectionName = cursor.ConnectionName };
        Dictionary<string, object?>? rest = null;
        RecordField<T> last = _fields.Start;
        while (cursor.Read() && cursor.TokenType == JsonTokenType.PropertyName)
        {
            RecordField<T>? field = _fields.Find(cursor, ref last);
            string? name = field is null ? cursor.Text() : null;
            cursor.Read();
            if (field is null)
            {
                (rest ??= [])[name!] = PlainValue.Read(ref cursor);
            }
            else if (cursor.TokenType != JsonTokenType.Null)
            {
                object? misfit = null;
                if (!ReadField(field, ref cursor, target, ref misfit))
                {
                    misfit = PlainValue.Read(ref cursor);
                }

                if (misfit is not null)
                {
                    (rest ??= [])[field.Name] = misfit;
                }
            }
        }

        if (rest is not null)
        {
            target.AdditionalProperties = new ResourceMap<object?>(rest);
        }

        if (target is AutomationStep { Info: not null } step)
        {
            step.Errors = StepInfo.ReadErrors(step.Info, AutomationStatus.IsFailed(step.Status));
        }

        target.Complete();
        return target;
    }

    /// <summary>Reads a field's value; if it has the wrong type, the cursor does not move.</summary>
    private static bool ReadField(RecordField<T> field, ref JsonCursor cursor, T target, ref object? misfit)
    {
        // Read scalars without a copy of the cursor: it is a large struct, and copying it costs as much as reading a scalar.
        if (cursor.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
        {
            return field.Read(ref cursor, target, ref misfit);
        }

        JsonCursor attempt = cursor;
        if (cursor.TokenType == JsonTokenType.StartObject && TryEnterExample(ref attempt))
        {
            if (!field.Read(ref attempt, target, ref misfit))
            {
                return false;
            }

            cursor.Skip();
            return true;
        }

        attempt = cursor;
        if (!field.Read(ref attempt, target, ref misfit))
        {
            return false;
        }

        cursor = attempt;
        return true;
    }

    /// <summary>Enters the value of <c>{ "example": value, "collection": false, "description": "..." }</c>, which the generator of the API reference writes in place of some values.</summary>
    private static bool TryEnterExample(ref JsonCursor cursor)
    {
        if (!cursor.Read() || cursor.TokenType != JsonTokenType.PropertyName || !cursor.NameEquals("example"u8)
            || !cursor.Read())
        {
            return false;
        }

        JsonCursor rest = cursor;
        rest.Skip();
        while (rest.Read() && rest.TokenType == JsonTokenType.PropertyName)
        {
            if (!rest.NameEquals("collection"u8) && !rest.NameEquals("description"u8) && !rest.NameEquals("type"u8))
            {
                return false;
            }

            rest.Read();
            rest.Skip();
        }

        return true;
    }

    /// <summary>Enters a list that has exactly one item.</summary>
    private static bool TryEnterOnly(ref JsonCursor cursor)
    {
        if (cursor.TokenType != JsonTokenType.StartArray || !cursor.Read() || cursor.TokenType is JsonTokenType.EndArray or JsonTokenType.Null)
        {
            return false;
        }

        JsonCursor rest = cursor;
        rest.Skip();
        return rest.Read() && rest.TokenType == JsonTokenType.EndArray;
    }
}

/// <summary>
/// The API fields of a record. They correspond to the settable properties that the class itself declares, except those with <see cref="NotFromApiAttribute"/>; by
/// default, a field has the property's name in snake_case.
/// </summary>
internal sealed class RecordFields<T>
{
    private readonly List<RecordField<T>> _fields = [];

    public RecordFields()
    {
        foreach (PropertyInfo property in typeof(T).GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
        {
            if (property.GetSetMethod(nonPublic: true) is { IsPrivate: false } setter && !property.IsDefined(typeof(NotFromApiAttribute), false))
            {
                ApiFieldAttribute? declared = property.GetCustomAttribute<ApiFieldAttribute>();
                FieldReader<T> read = FieldType.For(property.PropertyType, declared?.KeepsJson == true).CreateReader<T>(setter);
                string[] names = declared is { Names.Length: > 0 } ? declared.Names : [SnakeCase(property.Name)];
                _fields.AddRange(names.Select(name => new RecordField<T>(name, read)));
            }
        }
    }

    /// <summary>A placeholder that precedes the first field.</summary>
    public RecordField<T> Start { get; } = new(string.Empty, (ref _, _, ref _) => false);

    /// <summary>Finds the field with the name at the cursor. First tries the field that came after <paramref name="last"/> in the previous record.</summary>
    public RecordField<T>? Find(in JsonCursor cursor, ref RecordField<T> last)
    {
        ReadOnlySpan<byte> name = cursor.ValueIsEscaped ? Encoding.UTF8.GetBytes(cursor.Text()) : cursor.ValueSpan;
        if (last.Next is { } next && name.SequenceEqual(next.Utf8Name))
        {
            return last = next;
        }

        foreach (RecordField<T> field in _fields)
        {
            if (name.SequenceEqual(field.Utf8Name))
            {
                last.Next = field;
                return last = field;
            }
        }

        return null;
    }

    /// <summary>Converts a property name to the API's spelling: <c>Address1</c> to <c>address_1</c>.</summary>
    private static string SnakeCase(string property)
    {
        var name = new StringBuilder();
        foreach (char letter in property)
        {
            bool begins = char.IsUpper(letter) || (char.IsDigit(letter) && !char.IsDigit(name[name.Length - 1]));
            name.Append(begins && name.Length > 0 ? "_" : string.Empty).Append(char.ToLowerInvariant(letter));
        }

        return name.ToString();
    }
}

/// <summary>A field of a record.</summary>
internal sealed class RecordField<T>(string name, FieldReader<T> read)
{
    public string Name => name;

    public FieldReader<T> Read => read;

    public byte[] Utf8Name { get; } = Encoding.UTF8.GetBytes(name);

    /// <summary>The field that followed this one in the previous record. Any thread may set this hint, because it is verified before use.</summary>
    public RecordField<T>? Next { get; set; }
}

/// <summary>Reads a value into a record; returns false if the value has the wrong type. If only part of it has the wrong type, that part is returned in <paramref name="misfit"/>.</summary>
internal delegate bool FieldReader<T>(ref JsonCursor cursor, T target, ref object? misfit);

/// <summary>Reads a value; returns false if it has the wrong type. If only part of it has the wrong type, that part is returned in <paramref name="misfit"/>.</summary>
internal delegate bool ValueReader<TValue>(ref JsonCursor cursor, out TValue value, ref object? misfit);

/// <summary>Determines how a field is read, based on the type of its property.</summary>
internal abstract class FieldType
{
    public abstract FieldReader<T> CreateReader<T>(MethodInfo setter);

    /// <summary>Returns the field type for a property's .NET type.</summary>
    public static FieldType For(Type type, bool keepsJson) =>
        type == typeof(string) ? new FieldType<string?>(keepsJson ? Scalars.TryReadTextOrJson : Scalars.TryReadText)
        : type == typeof(Guid?) ? new FieldType<Guid?>(Scalars.TryReadGuid)
        : type == typeof(DateTimeOffset?) ? new FieldType<DateTimeOffset?>(Scalars.TryReadDate)
        : type == typeof(bool?) ? new FieldType<bool?>(Scalars.TryReadBoolean)
        : type == typeof(int?) ? new FieldType<int?>(Scalars.TryReadInteger)
        : type == typeof(decimal?) ? new FieldType<decimal?>(Scalars.TryReadDecimal)
        : type.IsSubclassOf(typeof(PlannrResource)) ? ForRecords(nameof(One), type)
        : type.IsGenericType && type.GetGenericArguments()[0].IsSubclassOf(typeof(PlannrResource)) ? ForRecords(nameof(Many), type.GetGenericArguments()[0])
        : ForRareType(type);

    // A separate method, so that its generic types, which few records need, are compiled only if they are used.
    private static FieldType ForRareType(Type type) =>
        type == typeof(object) ? new FieldType<object?>(Collections.TryReadAny)
        : type == typeof(long?) ? new FieldType<long?>(Scalars.TryReadLong)
        : type == typeof(SecureString) ? new FieldType<SecureString?>(Scalars.TryReadSecret)
        : type == typeof(ResourceList<string>) ? new FieldType<ResourceList<string>>(Collections.TryReadTexts)
        : type == typeof(ResourceList<object>) ? new FieldType<ResourceList<object?>>(Collections.TryReadList)
        : type == typeof(ResourceMap<object>) ? new FieldType<ResourceMap<object?>>(Collections.TryReadMap)
        : type == typeof(ResourceMap<string>) ? new FieldType<ResourceMap<string?>>((ref cursor, out value, ref _) => Collections.TryReadMap(ref cursor, Scalars.TryReadTextOrNull, out value))
        : type == typeof(ResourceMap<ResourceList<string>>) ? new FieldType<ResourceMap<ResourceList<string>>>((ref cursor, out value, ref _) => Collections.TryReadMap(ref cursor, Collections.TryReadTextsOrNull, out value))
        : throw new NotSupportedException($"Fields of type {type} are not supported.");

    private static FieldType ForRecords(string method, Type record) =>
        (FieldType)typeof(FieldType).GetMethod(method, BindingFlags.Static | BindingFlags.NonPublic)!.MakeGenericMethod(record).Invoke(null, null)!;

    private static FieldType<TRecord?> One<TRecord>()
        where TRecord : PlannrResource, new() => new(Collections.TryReadOne);

    private static FieldType<ResourceList<TRecord>> Many<TRecord>()
        where TRecord : PlannrResource, new() => new(Collections.TryReadMany);
}

internal sealed class FieldType<TValue>(ValueReader<TValue> read) : FieldType
{
    public override FieldReader<T> CreateReader<T>(MethodInfo setter)
    {
        var set = (Action<T, TValue>)Delegate.CreateDelegate(typeof(Action<T, TValue>), setter);
        return (ref cursor, target, ref misfit) =>
        {
            if (!read(ref cursor, out TValue value, ref misfit))
            {
                return false;
            }

            set(target, value);
            return true;
        };
    }
}
