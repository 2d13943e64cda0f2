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

    /// <summary>Reads a list item: an object, text, or a nested list of one, which item is read as that item. Any other value becomes a record that contains only the value's text, so that the rest of the list can still be read.</summary>
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

        if (target is AutomationStep step)
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
