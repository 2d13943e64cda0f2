namespace Plannr.Client.Json;

/// <summary>Reads values that hold others: records, lists and maps, in each of the forms in which PHP writes them.</summary>
internal static class Collections
{
    public static bool TryReadAny(ref JsonCursor cursor, out object? value, ref object? misfit)
    {
        value = PlainValue.Read(ref cursor);
        return true;
    }

    /// <summary>Reads a list of any values. A single value counts as a list of one.</summary>
    public static bool TryReadList(ref JsonCursor cursor, out ResourceList<object?> value, ref object? misfit)
    {
        object? any = PlainValue.Read(ref cursor);
        value = any as ResourceList<object?> ?? new ResourceList<object?>([any]);
        return true;
    }

    /// <summary>Reads a map of any values, or text that holds one as JSON.</summary>
    public static bool TryReadMap(ref JsonCursor cursor, out ResourceMap<object?> value, ref object? misfit)
    {
        object? any = PlainValue.Read(ref cursor);
        any = any is string text ? PlainValue.Parse(text) : any;
        value = any as ResourceMap<object?> ?? ResourceMap<object?>.None;
        return any is ResourceMap<object?> or ResourceList<object?> { Count: 0 };
    }

    /// <summary>Reads a record. A list of one counts as its item.</summary>
    public static bool TryReadOne<TRecord>(ref JsonCursor cursor, out TRecord? value, ref object? misfit)
        where TRecord : PlannrResource, new()
    {
        value = null;
        if (cursor.TokenType != JsonTokenType.StartArray)
        {
            return RecordReader<TRecord>.Instance.TryRead(ref cursor, out value);
        }

        object? others = null;
        List<TRecord> records = ReadArray<TRecord>(ref cursor, ref others);
        value = records.Count == 1 ? records[0] : null;
        return records.Count <= 1 && others is null;
    }

    /// <summary>Reads a list of records. A single record counts as a list of one.</summary>
    public static bool TryReadMany<TRecord>(ref JsonCursor cursor, out ResourceList<TRecord> value, ref object? misfit)
        where TRecord : PlannrResource, new()
    {
        value = ResourceList<TRecord>.None;
        List<TRecord> records;
        if (cursor.TokenType == JsonTokenType.StartArray)
        {
            records = ReadArray<TRecord>(ref cursor, ref misfit);
        }
        else if (IsNumberedRecords(cursor))
        {
            records = ReadNumbered<TRecord>(ref cursor, ref misfit);
        }
        else if (RecordReader<TRecord>.Instance.TryRead(ref cursor, out TRecord? record))
        {
            records = [record!];
        }
        else
        {
            return false;
        }

        value = records.Count == 0 ? value : new ResourceList<TRecord>(records);
        return true;
    }

    /// <summary>Reads an array; the items that are not records go to <paramref name="misfit"/>.</summary>
    private static List<TRecord> ReadArray<TRecord>(ref JsonCursor cursor, ref object? misfit)
        where TRecord : PlannrResource, new()
    {
        RecordReader<TRecord> reader = RecordReader<TRecord>.Instance;
        List<TRecord> records = [];
        List<object?>? others = null;
        while (cursor.Read() && cursor.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TryRead(ref cursor, out TRecord? record))
            {
                records.Add(record!);
            }
            else if (cursor.TokenType != JsonTokenType.Null)
            {
                (others ??= []).Add(PlainValue.Read(ref cursor));
            }
        }

        misfit = others is null ? null : new ResourceList<object?>(others);
        return records;
    }

    /// <summary>Reads a list that came as an object. Text in it keeps its number, which may be a name.</summary>
    private static List<TRecord> ReadNumbered<TRecord>(ref JsonCursor cursor, ref object? misfit)
        where TRecord : PlannrResource, new()
    {
        List<TRecord> records = [];
        Dictionary<string, object?>? others = null;
        while (cursor.Read() && cursor.TokenType == JsonTokenType.PropertyName)
        {
            string number = cursor.Text();
            cursor.Read();
            if (cursor.TokenType == JsonTokenType.StartObject && RecordReader<TRecord>.Instance.TryRead(ref cursor, out TRecord? record))
            {
                records.Add(record!);
            }
            else if (cursor.TokenType != JsonTokenType.Null)
            {
                (others ??= [])[number] = PlainValue.Read(ref cursor);
            }
        }

        misfit = others is null ? null : new ResourceMap<object?>(others);
        return records;
    }

    /// <summary>Reads a list of texts. A single text counts as a list of one.</summary>
    public static bool TryReadTexts(ref JsonCursor cursor, out ResourceList<string> texts, ref object? misfit)
    {
        var items = new List<string>();
        texts = ResourceList<string>.None;
        bool isNumbered = IsNumbered(cursor);
        if (isNumbered || cursor.TokenType == JsonTokenType.StartArray)
        {
            while (cursor.Read() && cursor.TokenType is not (JsonTokenType.EndArray or JsonTokenType.EndObject))
            {
                if (isNumbered)
                {
                    cursor.Read();
                }

                if (Scalars.TryReadTextOrJson(ref cursor, out string? item, ref misfit))
                {
                    items.Add(item!);
                }
            }
        }
        else if (Scalars.TryReadText(ref cursor, out string? single, ref misfit))
        {
            items.Add(single!);
        }
        else
        {
            return false;
        }

        texts = items.Count == 0 ? texts : new ResourceList<string>(items);
        return true;
    }

    public static bool TryReadTextsOrNull(ref JsonCursor cursor, out ResourceList<string> texts, ref object? misfit)
    {
        texts = ResourceList<string>.None;
        return cursor.TokenType == JsonTokenType.Null || TryReadTexts(ref cursor, out texts, ref misfit);
    }

    /// <summary>Reads a map of values of one type. PHP writes an empty map as an empty array.</summary>
    public static bool TryReadMap<TValue>(ref JsonCursor cursor, ValueReader<TValue> read, out ResourceMap<TValue> map)
    {
        map = ResourceMap<TValue>.None;
        if (cursor.TokenType == JsonTokenType.StartArray)
        {
            return cursor.Read() && cursor.TokenType == JsonTokenType.EndArray;
        }

        if (cursor.TokenType != JsonTokenType.StartObject)
        {
            return false;
        }

        object? misfit = null;
        var entries = new Dictionary<string, TValue>();
        while (cursor.Read() && cursor.TokenType == JsonTokenType.PropertyName)
        {
            string key = cursor.Text();
            cursor.Read();
            if (!read(ref cursor, out TValue value, ref misfit))
            {
                return false;
            }

            entries[key] = value;
        }

        map = new ResourceMap<TValue>(entries);
        return true;
    }

    // PHP writes a list as an array only if its keys are 0, 1, 2 and so on: a filtered one comes as {"0": ..., "2": ...}, an empty one as {}.
    private static bool IsNumbered(in JsonCursor cursor) => IsNumbered(cursor, out _, out _);

    /// <summary>Returns whether an object is a numbered list of records. Scalars alone can as well be a map, such as custom fields by their ids.</summary>
    private static bool IsNumberedRecords(in JsonCursor cursor) => IsNumbered(cursor, out bool isEmpty, out bool hasObject) && (isEmpty || hasObject);

    private static bool IsNumbered(JsonCursor cursor, out bool isEmpty, out bool hasObject)
    {
        isEmpty = true;
        hasObject = false;
        if (cursor.TokenType != JsonTokenType.StartObject)
        {
            return false;
        }

        while (cursor.Read() && cursor.TokenType == JsonTokenType.PropertyName)
        {
            if (cursor.ValueSpan.IsEmpty || cursor.ValueSpan.ToArray().Any(letter => letter is < (byte)'0' or > (byte)'9'))
            {
                return false;
            }

            isEmpty = false;
            cursor.Read();
            hasObject |= cursor.TokenType == JsonTokenType.StartObject;
            cursor.Skip();
        }

        return true;
    }
}
