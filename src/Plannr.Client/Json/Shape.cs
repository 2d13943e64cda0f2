namespace Plannr.Client.Json;

/// <summary>
/// How a resource stands in JSON: one line a field. Reading never fails for a field: a value that does not fit goes to
/// <see cref="PlannrResource.AdditionalProperties"/> as it came, and so do the fields that no line names. (The serializer's own
/// converters can't do that: a converter sees its value alone, not the object that could keep it.)
/// </summary>
internal sealed partial class Shape<T>
    where T : PlannrResource, new()
{
    private readonly List<Field> _fields = [];
    private Action<T>? _finish;

    /// <summary>Reads a field's value. False where it does not fit; where only a part of it does not, that part is <paramref name="odd"/>.</summary>
    private delegate bool FieldReader(ref JsonCursor cursor, T target, ref object? odd);

    /// <summary>What remains to be done once all fields of a resource are read.</summary>
    public Shape<T> Finish(Action<T> finish)
    {
        _finish = finish;
        return this;
    }

    /// <summary>Reads the resource at the cursor: an object, or a text in its place. False for anything else.</summary>
    public bool TryRead(ref JsonCursor cursor, out T? resource)
    {
        resource = cursor.TokenType switch
        {
            JsonTokenType.StartObject => ReadObject(ref cursor),
            JsonTokenType.String => new T { RawText = cursor.Text() },
            _ => null,
        };
        return resource is not null;
    }

    private T ReadObject(ref JsonCursor cursor)
    {
        var target = new T();
        Dictionary<string, object?>? rest = null;
        int expected = 0;
        while (cursor.Read() && cursor.TokenType == JsonTokenType.PropertyName)
        {
            Field? field = Find(ref cursor, ref expected);
            string? name = field is null ? cursor.Text() : null;
            cursor.Read();
            if (field is null)
            {
                (rest ??= [])[name!] = PlainValue.Read(ref cursor);
            }
            else if (cursor.TokenType != JsonTokenType.Null)
            {
                object? odd = null;
                if (!ReadField(field, ref cursor, target, ref odd))
                {
                    odd = PlainValue.Read(ref cursor);
                }

                if (odd is not null)
                {
                    (rest ??= [])[field.Name] = odd;
                }
            }
        }

        if (rest is not null)
        {
            target.AdditionalProperties = new ResourceMap<object?>(rest);
        }

        _finish?.Invoke(target);
        return target;
    }

    /// <summary>Reads a field's value, or leaves the cursor where it was.</summary>
    private static bool ReadField(Field field, ref JsonCursor cursor, T target, ref object? odd)
    {
        // A single value is read in place. A cursor is large, and copying it costs as much as reading.
        if (cursor.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
        {
            return field.Read(ref cursor, target, ref odd);
        }

        JsonCursor attempt = cursor;
        if (cursor.TokenType == JsonTokenType.StartObject && TryEnterExample(ref attempt))
        {
            if (!field.Read(ref attempt, target, ref odd))
            {
                return false;
            }

            cursor.Skip();
            return true;
        }

        attempt = cursor;
        if (!field.Read(ref attempt, target, ref odd))
        {
            return false;
        }

        cursor = attempt;
        return true;
    }

    /// <summary>
    /// The reference's generator writes <c>{ "example": value, "collection": false, "description": "..." }</c> for some values. An object that has
    /// more to say than that is no example.
    /// </summary>
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

    /// <summary>Fields mostly come in the order of their lines, so the one after the last is tried first.</summary>
    private Field? Find(ref JsonCursor cursor, ref int expected)
    {
        for (int i = 0; i < _fields.Count; i++)
        {
            int index = (expected + i) % _fields.Count;
            if (cursor.NameEquals(_fields[index].Utf8Name))
            {
                expected = index + 1;
                return _fields[index];
            }
        }

        return null;
    }

    private Shape<T> Add(string name, FieldReader read)
    {
        _fields.Add(new Field(name, read));
        return this;
    }

    private sealed class Field(string name, FieldReader read)
    {
        public string Name { get; } = name;

        public byte[] Utf8Name { get; } = Encoding.UTF8.GetBytes(name);

        public FieldReader Read { get; } = read;
    }
}
