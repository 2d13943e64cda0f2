using System.Reflection;

namespace Plannr.Client.Json;

/// <summary>Reads a value; false if it does not fit. If only a part does not fit, that part is <paramref name="misfit"/>.</summary>
internal delegate bool ValueReader<TValue>(ref JsonCursor cursor, out TValue value, ref object? misfit);

/// <summary>How the value of a field is read, by the type of its property.</summary>
internal abstract class FieldType
{
    public abstract RecordField<T> CreateField<T>(string name, MethodInfo setter);

    /// <summary>Returns how a property is read.</summary>
    /// <param name="type">The type of the property.</param>
    /// <param name="keepsJson">Whether an object or an array is kept as its JSON text.</param>
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

    // A method of its own: the generics of types that few records have are not compiled for the others.
    private static FieldType ForRareType(Type type) =>
        type == typeof(object) ? new FieldType<object?>(Collections.TryReadAny)
        : type == typeof(SecureString) ? new FieldType<SecureString?>(Scalars.TryReadSecret)
        : type == typeof(ResourceList<string>) ? new FieldType<ResourceList<string>>(Collections.TryReadTexts)
        : type == typeof(ResourceList<object>) ? new FieldType<ResourceList<object?>>(Collections.TryReadList)
        : type == typeof(ResourceMap<object>) ? new FieldType<ResourceMap<object?>>(Collections.TryReadMap)
        : type == typeof(ResourceMap<string>) ? new FieldType<ResourceMap<string?>>((ref cursor, out value, ref _) => Collections.TryReadMap(ref cursor, Scalars.TryReadTextOrNull, out value))
        : type == typeof(ResourceMap<ResourceList<string>>) ? new FieldType<ResourceMap<ResourceList<string>>>((ref cursor, out value, ref _) => Collections.TryReadMap(ref cursor, Collections.TryReadTextsOrNull, out value))
        : throw new NotSupportedException($"No field is read as {type}.");

    private static FieldType ForRecords(string method, Type record) =>
        (FieldType)typeof(FieldType).GetMethod(method, BindingFlags.Static | BindingFlags.NonPublic)!.MakeGenericMethod(record).Invoke(null, null)!;

    private static FieldType<TRecord?> One<TRecord>()
        where TRecord : PlannrResource, new() => new(Collections.TryReadOne);

    private static FieldType<ResourceList<TRecord>> Many<TRecord>()
        where TRecord : PlannrResource, new() => new(Collections.TryReadMany);
}

internal sealed class FieldType<TValue>(ValueReader<TValue> read) : FieldType
{
    public override RecordField<T> CreateField<T>(string name, MethodInfo setter) =>
        new RecordField<T, TValue>(name, read, (Action<T, TValue>)Delegate.CreateDelegate(typeof(Action<T, TValue>), setter));
}
