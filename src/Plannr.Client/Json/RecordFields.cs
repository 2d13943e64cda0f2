using System.Reflection;

namespace Plannr.Client.Json;

/// <summary>The API's fields of a record: one for each settable property that the record itself declares, under its name in snake_case, read by its type.</summary>
internal sealed class RecordFields<T>
{
    private readonly RecordField<T>?[] _table;

    public RecordFields()
    {
        var fields = new List<RecordField<T>>();
        foreach (PropertyInfo property in typeof(T).GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
        {
            if (property.GetSetMethod(nonPublic: true) is { IsPrivate: false } setter && !property.IsDefined(typeof(NotFromApiAttribute), false))
            {
                Add(fields, property, setter);
            }
        }

        int size = 16;
        while (size < 4 * fields.Count)
        {
            size *= 2;
        }

        _table = new RecordField<T>?[size];
        foreach (RecordField<T> field in fields)
        {
            int slot = Slot(field.Utf8Name);
            while (_table[slot] is not null)
            {
                slot = (slot + 1) & (size - 1);
            }

            _table[slot] = field;
        }
    }

    /// <summary>Precedes the first field.</summary>
    public RecordField<T> Start { get; } = new NoField<T>();

    /// <summary>Finds the field of the name at the cursor. The one that followed the last field in the previous record is tried first.</summary>
    public RecordField<T>? Find(in JsonCursor cursor, ref RecordField<T> last)
    {
        ReadOnlySpan<byte> name = cursor.ValueIsEscaped ? Encoding.UTF8.GetBytes(cursor.Text()) : cursor.ValueSpan;
        if (last.Next is { } next && name.SequenceEqual(next.Utf8Name))
        {
            return last = next;
        }

        for (int slot = Slot(name); _table[slot] is { } field; slot = (slot + 1) & (_table.Length - 1))
        {
            if (name.SequenceEqual(field.Utf8Name))
            {
                last.Next = field;
                return last = field;
            }
        }

        return null;
    }

    private int Slot(ReadOnlySpan<byte> name)
    {
        if (name.IsEmpty)
        {
            return 0;
        }

        uint key = (uint)(name[0] | (name[name.Length / 2] << 8) | (name[name.Length - 1] << 16) | (name.Length << 24));
        return (int)((key * 2654435769u) >> 12) & (_table.Length - 1);
    }

    private static void Add(List<RecordField<T>> fields, PropertyInfo property, MethodInfo setter)
    {
        ApiFieldAttribute? declared = property.GetCustomAttribute<ApiFieldAttribute>();
        FieldType type = FieldType.For(property.PropertyType, declared?.KeepsJson == true);
        foreach (string name in declared is { Names.Length: > 0 } ? declared.Names : [SnakeCase(property.Name)])
        {
            fields.Add(type.CreateField<T>(name, setter));
        }
    }

    /// <summary>Converts a property's name to the API's spelling: <c>Address1</c> to <c>address_1</c>.</summary>
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
internal abstract class RecordField<T>(string name)
{
    public string Name { get; } = name;

    public byte[] Utf8Name { get; } = Encoding.UTF8.GetBytes(name);

    /// <summary>The field that followed this one last time. A guess that is checked, so any thread may set it.</summary>
    public RecordField<T>? Next { get; set; }

    /// <summary>Reads the value into the record; false if it does not fit. If only a part does not fit, that part is <paramref name="misfit"/>.</summary>
    public abstract bool Read(ref JsonCursor cursor, T target, ref object? misfit);
}

internal sealed class NoField<T>() : RecordField<T>(string.Empty)
{
    public override bool Read(ref JsonCursor cursor, T target, ref object? misfit) => false;
}

internal sealed class RecordField<T, TValue>(string name, ValueReader<TValue> read, Action<T, TValue> set) : RecordField<T>(name)
{
    public override bool Read(ref JsonCursor cursor, T target, ref object? misfit)
    {
        if (!read(ref cursor, out TValue value, ref misfit))
        {
            return false;
        }

        set(target, value);
        return true;
    }
}
