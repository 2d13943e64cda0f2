namespace Plannr.Client.Json;

/// <summary>The kinds of field.</summary>
internal sealed partial class Shape<T>
{
    private delegate bool ScalarReader<TValue>(ref JsonCursor cursor, out TValue value);

    public Shape<T> Text(string name, Action<T, string?> set) => Scalar(name, Scalars.TryText, set);

    public Shape<T> TextOrJson(string name, Action<T, string?> set) => Scalar(name, Scalars.TryTextOrJson, set);

    /// <summary>A secret, which is kept in no other place, whatever its form: never among the fields that nobody knows.</summary>
    public Shape<T> Secret(string name, Action<T, SecureString?> set) =>
        Add(name, (ref JsonCursor cursor, T target, ref object? _) =>
        {
            if (Scalars.TryTextOrJson(ref cursor, out string? text) && text!.Length > 0)
            {
                set(target, Authentication.Secret.Protect(text));
            }

            return true;
        });

    public Shape<T> Guid(string name, Action<T, Guid?> set) => Scalar(name, Scalars.TryGuid, set);

    public Shape<T> Date(string name, Action<T, DateTimeOffset?> set) => Scalar(name, Scalars.TryDate, set);

    public Shape<T> Boolean(string name, Action<T, bool?> set) => Scalar(name, Scalars.TryBoolean, set);

    public Shape<T> Integer(string name, Action<T, int?> set) => Scalar(name, Scalars.TryInteger, set);

    public Shape<T> Decimal(string name, Action<T, decimal?> set) => Scalar(name, Scalars.TryDecimal, set);

    public Shape<T> Any(string name, Action<T, object?> set) =>
        Add(name, (ref JsonCursor cursor, T target, ref object? _) =>
        {
            set(target, PlainValue.Read(ref cursor));
            return true;
        });

    /// <summary>One resource. An array stands for its first item where it has just one; the shape is asked for late, as shapes refer to each other.</summary>
    public Shape<T> One<TChild>(string name, Func<Shape<TChild>?> shape, Action<T, TChild?> set)
        where TChild : PlannrResource, new() =>
        Add(name, (ref JsonCursor cursor, T target, ref object? _) =>
        {
            object? odd = null;
            if (!TryReadMany(ref cursor, shape()!, out List<TChild> children, ref odd) || children.Count > 1 || odd is not null)
            {
                return false;
            }

            set(target, children.Count == 1 ? children[0] : null);
            return true;
        });

    /// <summary>A list of resources. A single one stands for a list of one; what is none does not cost the others.</summary>
    public Shape<T> Many<TChild>(string name, Func<Shape<TChild>?> shape, Action<T, ResourceList<TChild>> set)
        where TChild : PlannrResource, new() =>
        Add(name, (ref JsonCursor cursor, T target, ref object? odd) =>
        {
            List<TChild> children;
            if (NumberedItems.AreAt(cursor))
            {
                children = ReadNumbered(ref cursor, shape()!, ref odd);
            }
            else if (!TryReadMany(ref cursor, shape()!, out children, ref odd))
            {
                return false;
            }

            set(target, children.Count == 0 ? ResourceList<TChild>.None : new ResourceList<TChild>(children));
            return true;
        });

    /// <summary>A list of texts. A single text stands for a list of one.</summary>
    public Shape<T> Texts(string name, Action<T, ResourceList<string>> set) =>
        Add(name, (ref JsonCursor cursor, T target, ref object? _) =>
        {
            if (!TryReadTexts(ref cursor, out ResourceList<string>? texts))
            {
                return false;
            }

            set(target, texts!);
            return true;
        });

    /// <summary>A map of texts.</summary>
    public Shape<T> TextMap(string name, Action<T, ResourceMap<string?>> set) =>
        Map(name, (ref JsonCursor cursor, out string? text) => Scalars.TryText(ref cursor, out text) || cursor.TokenType == JsonTokenType.Null, set);

    /// <summary>A map of lists of texts; null stands for a list without any.</summary>
    public Shape<T> TextsMap(string name, Action<T, ResourceMap<ResourceList<string>>> set) =>
        Map(
            name,
            (ref JsonCursor cursor, out ResourceList<string> texts) =>
            {
                texts = ResourceList<string>.None;
                return cursor.TokenType == JsonTokenType.Null || TryReadTexts(ref cursor, out texts!);
            },
            set);

    /// <summary>A map of any values. Where a database keeps it as text, it can come as that text.</summary>
    public Shape<T> AnyMap(string name, Action<T, ResourceMap<object?>> set) =>
        Add(name, (ref JsonCursor cursor, T target, ref object? _) =>
        {
            object? value = PlainValue.Read(ref cursor);
            switch (value is string text ? PlainValue.Parse(text) : value)
            {
                case ResourceMap<object?> map:
                    set(target, map);
                    return true;
                case ResourceList<object?> { Count: 0 }:
                    return true;
                default:
                    return false;
            }
        });

    private Shape<T> Scalar<TValue>(string name, ScalarReader<TValue> read, Action<T, TValue> set) =>
        Add(name, (ref JsonCursor cursor, T target, ref object? _) =>
        {
            if (!read(ref cursor, out TValue value))
            {
                return false;
            }

            set(target, value);
            return true;
        });

    /// <summary>PHP writes an empty map as an empty array.</summary>
    private Shape<T> Map<TValue>(string name, ScalarReader<TValue> read, Action<T, ResourceMap<TValue>> set) =>
        Add(name, (ref JsonCursor cursor, T target, ref object? _) =>
        {
            var entries = new Dictionary<string, TValue>();
            if (cursor.TokenType == JsonTokenType.StartArray)
            {
                return cursor.Read() && cursor.TokenType == JsonTokenType.EndArray;
            }

            if (cursor.TokenType != JsonTokenType.StartObject)
            {
                return false;
            }

            while (cursor.Read() && cursor.TokenType == JsonTokenType.PropertyName)
            {
                string key = cursor.Text();
                cursor.Read();
                if (!read(ref cursor, out TValue value))
                {
                    return false;
                }

                entries[key] = value;
            }

            set(target, new ResourceMap<TValue>(entries));
            return true;
        });
}
