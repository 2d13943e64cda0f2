using System.Numerics;
using System.Reflection;

namespace Plannr.PowerShell.Shared;

/// <summary>Restores records from Clixml, jobs, remote sessions, Select-Object and CSV files, property by property.</summary>
internal static class StoredRecord
{
    /// <summary>The format in which PowerShell stores dates as text, whatever the culture.</summary>
    private const string StoredDateFormat = "MM/dd/yyyy HH:mm:ss zzz";

    /// <summary>Returns the record type of an object, even if the object was deserialized, or null if it is not a record.</summary>
    public static Type? FindType(object? item) =>
        RecordType.Find(item) is { } name && typeof(PlannrRecord).Assembly.GetType($"{nameof(Plannr)}.{name}") is { IsAbstract: false } type && typeof(PlannrRecord).IsAssignableFrom(type) ? type : null;

    /// <summary>Returns the record, restored if the object is a copy, or null if the object is a record of another type or can't be restored.</summary>
    public static T? Read<T>(object? item)
        where T : PlannrRecord => TryConvert(item, typeof(T), isText: FindType(item) is null, out object? record) ? (T?)record : null;

    /// <summary>Restores a record. A deserialized record may lack properties, because another version of the module may have stored it; any other copy must have all properties.</summary>
    private static PlannrRecord? Read(PSObject stored, Type type)
    {
        Type? known = FindType(stored);
        bool mayLack = known is not null && stored.TypeNames[0].StartsWith("Deserialized.", StringComparison.Ordinal);
        if (known is null ? type.IsAbstract : !type.IsAssignableFrom(known))
        {
            return null;
        }

        type = known ?? type;
        var record = (PlannrRecord)Activator.CreateInstance(type);
        foreach (PropertyInfo property in type.GetProperties())
        {
            if (property.GetSetMethod(nonPublic: true) is not { IsPrivate: false })
            {
                continue;
            }

            if (stored.Properties[property.Name] is not { } member)
            {
                if (!mayLack)
                {
                    return null;
                }
            }
            else if (member.Value is { } value && !IsEmptyText(value, isText: known is null))
            {
                if (!TryConvert(value, property.PropertyType, isText: known is null, out object? converted))
                {
                    return null;
                }

                property.SetValue(record, converted);
            }
        }

        (record as PlannrResource)?.Complete();
        return record;
    }

    private static bool TryConvert(object? value, Type type, bool isText, out object? converted)
    {
        converted = value is null ? null : Convert(PSObject.AsPSObject(value), type, isText);
        return converted is not null || (value is null && !typeof(PlannrRecord).IsAssignableFrom(type));
    }

    /// <summary>Converts a value, or returns null if it can't be converted.</summary>
    private static object? Convert(PSObject value, Type type, bool isText) => value.BaseObject switch
    {
        _ when type == typeof(object) => Plain(value),
        object content when type.IsInstanceOfType(content) => content,
        object content when typeof(PlannrRecord).IsAssignableFrom(type) => content is PSCustomObject ? Read(value, type) : null,
        _ when type == typeof(DateTimeOffset?) => Date(value, isText),
        object content when IsA(type, typeof(ResourceList<>)) => List(content, type, isText),
        object content when IsA(type, typeof(ResourceMap<>)) => Map(content, type, isText),

        // PowerShell converts the text "False" to true.
        _ when (Nullable.GetUnderlyingType(type) ?? type) == typeof(bool) => bool.TryParse(value.ToString(), out bool flag) ? flag : null,
        _ => LanguagePrimitives.TryConvertTo(value, type, CultureInfo.InvariantCulture, out object? converted) ? converted : null,
    };

    private static bool IsA(Type type, Type generic) => type.IsGenericType && type.GetGenericTypeDefinition() == generic;

    private static object? List(object? content, Type type, bool isText)
    {
        Type itemType = type.GetGenericArguments()[0];
        if (content is string or not IEnumerable)
        {
            return IsEmptyText(content, isText: true) ? Activator.CreateInstance(type, Array.CreateInstance(itemType, 0)) : null;
        }

        var items = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(itemType));
        foreach (object? item in (IEnumerable)content)
        {
            if (!TryConvert(item, itemType, isText, out object? converted))
            {
                return null;
            }

            items.Add(converted);
        }

        return Activator.CreateInstance(type, items);
    }

    private static object? Map(object? content, Type type, bool isText)
    {
        Type valueType = type.GetGenericArguments()[0];
        var entries = (IDictionary)Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(typeof(string), valueType));
        if (content is not IDictionary map)
        {
            return IsEmptyText(content, isText: true) ? Activator.CreateInstance(type, entries) : null;
        }

        // PowerShell does not preserve the order of a stored map. Sorting by name gives the same result each time.
        foreach (DictionaryEntry entry in map.Cast<DictionaryEntry>().OrderBy(entry => entry.Key.ToString(), StringComparer.Ordinal))
        {
            if (!TryConvert(entry.Value, valueType, isText, out object? converted))
            {
                return null;
            }

            entries.Add(entry.Key.ToString(), converted);
        }

        return Activator.CreateInstance(type, entries);
    }

    private static DateTimeOffset? Date(PSObject stored, bool isText)
    {
        if (stored.BaseObject is DateTimeOffset time)
        {
            return time;
        }

        if (stored.Properties[nameof(DateTimeOffset.Ticks)]?.Value is long ticks && stored.Properties[nameof(DateTimeOffset.Offset)]?.Value is TimeSpan offset)
        {
            return new DateTimeOffset(ticks, offset);
        }

        // Export-Csv formats dates for the session's culture. Only a date in ISO 8601 format means the same day everywhere.
        return DateTimeOffset.TryParseExact(stored.ToString(), isText ? ReadableText.DateFormat : StoredDateFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out time) ? time : null;
    }

    /// <summary>Converts a value of any type to one of the types that <c>PlainValue</c> reads from JSON.</summary>
    private static object? Plain(PSObject value)
    {
        if (value.BaseObject is DateTimeOffset || value.TypeNames.Contains("Deserialized.System.DateTimeOffset"))
        {
            return SpreadsheetTime.Create(Date(value, isText: false));
        }

        if (value.TypeNames.Contains("Deserialized.System.Numerics.BigInteger"))
        {
            return BigInteger.Parse(value.ToString(), CultureInfo.InvariantCulture);
        }

        return value.BaseObject switch
        {
            IDictionary map => Map(map, typeof(ResourceMap<object?>), isText: false),
            string text => text,
            IEnumerable items => List(items, typeof(ResourceList<object?>), isText: false),
            object content => content,
        };
    }

    private static bool IsEmptyText(object? value, bool isText) => isText && value is string { Length: 0 };
}

/// <summary>Restores the records that Import-Clixml, jobs and remote sessions return. See the module's types file.</summary>
public sealed class StoredRecordConverter : PSTypeConverter
{
    /// <inheritdoc/>
    public override bool CanConvertFrom(object sourceValue, Type destinationType) => StoredRecord.FindType(sourceValue) is not null;

    /// <inheritdoc/>
    public override object ConvertFrom(object sourceValue, Type destinationType, IFormatProvider formatProvider, bool ignoreCase) =>
        StoredRecord.Read<PlannrRecord>(sourceValue) ?? throw new InvalidCastException($"'{sourceValue}' can't be restored: a property is missing or was not stored completely.");

    /// <inheritdoc/>
    public override bool CanConvertTo(object sourceValue, Type destinationType) => false;

    /// <inheritdoc/>
    public override object ConvertTo(object sourceValue, Type destinationType, IFormatProvider formatProvider, bool ignoreCase) => throw new NotSupportedException();
}
