namespace Plannr.Client.Json;

/// <summary>Reads single values leniently: the API sends some numbers and booleans as text, and dates in several formats. Returns false for an invalid value, and never throws.</summary>
internal static class Scalars
{
    public static bool TryReadText(ref JsonCursor cursor, out string? value, ref object? misfit)
    {
        value = cursor.TokenType switch
        {
            JsonTokenType.String => cursor.Text(),
            JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False => cursor.Literal(),
            _ => null,
        };
        return value is not null;
    }

    /// <summary>Reads text, or the JSON of an object or array.</summary>
    public static bool TryReadTextOrJson(ref JsonCursor cursor, out string? value, ref object? misfit)
    {
        if (cursor.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
        {
            value = cursor.RawText();
            return true;
        }

        return TryReadText(ref cursor, out value, ref misfit);
    }

    /// <summary>Reads text or null.</summary>
    public static bool TryReadTextOrNull(ref JsonCursor cursor, out string? value, ref object? misfit) =>
        TryReadText(ref cursor, out value, ref misfit) || cursor.TokenType == JsonTokenType.Null;

    /// <summary>Reads a secret. Always succeeds; otherwise, a value of the wrong type would be kept in the record as plain text.</summary>
    public static bool TryReadSecret(ref JsonCursor cursor, out SecureString? value, ref object? misfit)
    {
        value = TryReadTextOrJson(ref cursor, out string? text, ref misfit) && text!.Length > 0 ? Secret.Protect(text) : null;
        return true;
    }

    public static bool TryReadGuid(ref JsonCursor cursor, out Guid? value, ref object? misfit)
    {
        Guid guid = default;
        bool read = cursor.TokenType == JsonTokenType.String && (cursor.TryGuid(out guid) || Guid.TryParse(cursor.Text(), out guid));
        value = read ? guid : null;
        return read;
    }

    public static bool TryReadDate(ref JsonCursor cursor, out DateTimeOffset? value, ref object? misfit)
    {
        if (cursor.TokenType == JsonTokenType.String && cursor.TryUsualDate(out DateTimeOffset usual))
        {
            value = usual;
            return true;
        }

        value = null;
        return TryReadText(ref cursor, out string? text, ref misfit) && ApiDate.TryParse(text!, out value);
    }

    public static bool TryReadBoolean(ref JsonCursor cursor, out bool? value, ref object? misfit)
    {
        TryReadText(ref cursor, out string? text, ref misfit);
        value = text?.Trim().ToUpperInvariant() switch
        {
            "TRUE" or "1" or "YES" => true,
            "FALSE" or "0" or "NO" => false,
            _ => null,
        };
        return value is not null;
    }

    public static bool TryReadInteger(ref JsonCursor cursor, out int? value, ref object? misfit)
    {
        bool read = TryReadLong(ref cursor, out long? number, ref misfit) && number is >= int.MinValue and <= int.MaxValue;
        value = read ? (int)number!.Value : null;
        return read;
    }

    public static bool TryReadLong(ref JsonCursor cursor, out long? value, ref object? misfit)
    {
        bool read = TryReadDecimal(ref cursor, out decimal? number, ref misfit)
            && number == decimal.Truncate(number!.Value) && number >= long.MinValue && number <= long.MaxValue;
        value = read ? (long)number!.Value : null;
        return read;
    }

    public static bool TryReadDecimal(ref JsonCursor cursor, out decimal? value, ref object? misfit)
    {
        value = null;
        if (cursor.TokenType is JsonTokenType.String or JsonTokenType.Number
            && TryReadText(ref cursor, out string? text, ref misfit)
            && decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number))
        {
            value = number;
        }

        return value is not null;
    }
}

/// <summary>Reads records, lists and maps in every form in which PHP writes them.</summary>
internal static class Collections
{
    public static bool TryReadAny(ref JsonCursor cursor, out object? value, ref object? misfit)
    {
        value = PlainValue.Read(ref cursor);
        return true;
    }

    /// <summary>Reads a list of any values. A single value is read as a list of one.</summary>
    public static bool TryReadList(ref JsonCursor cursor, out ResourceList<object?> value, ref object? misfit)
    {
        object? any = PlainValue.Read(ref cursor);
        value = any as ResourceList<object?> ?? new ResourceList<object?>([any]);
        return true;
    }

    /// <summary>Reads a map of any values, or text that contains such a map as JSON.</summary>
    public static bool TryReadMap(ref JsonCursor cursor, out ResourceMap<object?> value, ref object? misfit)
    {
        object? any = PlainValue.Read(ref cursor);
        any = any is string text ? PlainValue.Parse(text) : any;
        value = any as ResourceMap<object?> ?? ResourceMap<object?>.None;
        return any is ResourceMap<object?> or ResourceList<object?> { Count: 0 };
    }

    /// <summary>Reads a record. A list of one record is read as that record.</summary>
    public static bool TryReadOne<TRecord>(ref JsonCursor cursor, out TRecord? value, ref object? misfit)
        where TRecord : PlannrResource, new()
    {
        if (cursor.TokenType != JsonTokenType.StartArray)
        {
            return RecordReader<TRecord>.Instance.TryRead(ref cursor, out value);
        }

        object? others = null;
        List<TRecord> records = ReadRecords<TRecord>(ref cursor, ref others);
        value = records.Count == 1 ? records[0] : null;
        return records.Count <= 1 && others is null;
    }

    /// <summary>Reads a list of records. A single record is read as a list of one.</summary>
    public static bool TryReadMany<TRecord>(ref JsonCursor cursor, out ResourceList<TRecord> value, ref object? misfit)
        where TRecord : PlannrResource, new()
    {
        List<TRecord>? records =
            cursor.TokenType == JsonTokenType.StartArray || IsNumbered(cursor, ofRecords: true) ? ReadRecords<TRecord>(ref cursor, ref misfit)
            : RecordReader<TRecord>.Instance.TryRead(ref cursor, out TRecord? record) ? [record!]
            : null;
        value = records is { Count: > 0 } ? new ResourceList<TRecord>(records) : ResourceList<TRecord>.None;
        return records is not null;
    }

    /// <summary>Reads a list of strings. A single string is read as a list of one.</summary>
    public static bool TryReadTexts(ref JsonCursor cursor, out ResourceList<string> texts, ref object? misfit)
    {
        List<string>? items = null;
        if (cursor.TokenType == JsonTokenType.StartArray || IsNumbered(cursor))
        {
            items = [];
            while (NextItem(ref cursor, out _))
            {
                if (Scalars.TryReadTextOrJson(ref cursor, out string? item, ref misfit))
                {
                    items.Add(item!);
                }
            }
        }
        else if (Scalars.TryReadText(ref cursor, out string? single, ref misfit))
        {
            items = [single!];
        }

        texts = items is { Count: > 0 } ? new ResourceList<string>(items) : ResourceList<string>.None;
        return items is not null;
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
        if (cursor.TokenType is not (JsonTokenType.StartArray or JsonTokenType.StartObject))
        {
            return false;
        }

        object? misfit = null;
        var entries = new Dictionary<string, TValue>();
        while (NextItem(ref cursor, out string? key))
        {
            if (key is null || !read(ref cursor, out TValue value, ref misfit))
            {
                return false;
            }

            entries[key] = value;
        }

        map = new ResourceMap<TValue>(entries);
        return true;
    }

    /// <summary>Moves to the next array item or object value; returns false at the end.</summary>
    private static bool NextItem(ref JsonCursor cursor, out string? name)
    {
        name = null;
        cursor.Read();
        if (cursor.TokenType == JsonTokenType.PropertyName)
        {
            name = cursor.Text();
            cursor.Read();
        }

        return cursor.TokenType is not (JsonTokenType.EndArray or JsonTokenType.EndObject);
    }

    /// <summary>Reads an array or a numbered list; items that are not records are returned in <paramref name="misfit"/>.</summary>
    private static List<TRecord> ReadRecords<TRecord>(ref JsonCursor cursor, ref object? misfit)
        where TRecord : PlannrResource, new()
    {
        bool isArray = cursor.TokenType == JsonTokenType.StartArray;
        List<TRecord> records = [];
        Dictionary<string, object?>? others = null;
        while (NextItem(ref cursor, out string? number))
        {
            // A string in a numbered list is kept with its number, which may be a meaningful key.
            if ((isArray || cursor.TokenType == JsonTokenType.StartObject) && RecordReader<TRecord>.Instance.TryRead(ref cursor, out TRecord? record))
            {
                records.Add(record!);
            }
            else if (cursor.TokenType != JsonTokenType.Null)
            {
                others ??= [];
                others[number ?? $"{others.Count}"] = PlainValue.Read(ref cursor);
            }
        }

        misfit = others is null ? null : isArray ? new ResourceList<object?>([.. others.Values]) : new ResourceMap<object?>(others);
        return records;
    }

    // PHP writes a list as an object if its keys are not consecutive numbers from 0. If all values are scalars, the object may be a map, such as custom fields by ID.
    private static bool IsNumbered(JsonCursor cursor, bool ofRecords = false)
    {
        if (cursor.TokenType != JsonTokenType.StartObject)
        {
            return false;
        }

        bool isEmpty = true;
        bool hasRecord = false;
        while (cursor.Read() && cursor.TokenType == JsonTokenType.PropertyName)
        {
            if (cursor.ValueSpan.IsEmpty || cursor.ValueSpan.ToArray().Any(letter => letter is < (byte)'0' or > (byte)'9'))
            {
                return false;
            }

            isEmpty = false;
            cursor.Read();
            hasRecord |= cursor.TokenType == JsonTokenType.StartObject;
            cursor.Skip();
        }

        return !ofRecords || isEmpty || hasRecord;
    }
}
