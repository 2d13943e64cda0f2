namespace Plannr.Client.Json;

/// <summary>Fields that hold several values.</summary>
internal sealed partial class Shape<T>
{
    /// <summary>Reads a list, or a single resource; the items that are no resource go to <paramref name="odd"/>.</summary>
    private static bool TryReadMany<TChild>(ref JsonCursor cursor, Shape<TChild> shape, out List<TChild> children, ref object? odd)
        where TChild : PlannrResource, new()
    {
        children = [];
        if (cursor.TokenType != JsonTokenType.StartArray)
        {
            bool single = shape.TryRead(ref cursor, out TChild? child);
            if (single)
            {
                children.Add(child!);
            }

            return single;
        }

        List<object?>? others = null;
        while (cursor.Read() && cursor.TokenType != JsonTokenType.EndArray)
        {
            if (shape.TryRead(ref cursor, out TChild? child))
            {
                children.Add(child!);
            }
            else if (cursor.TokenType != JsonTokenType.Null)
            {
                (others ??= []).Add(PlainValue.Read(ref cursor));
            }
        }

        odd = others is null ? null : new ResourceList<object?>(others);
        return true;
    }

    /// <summary>Reads a list that came as an object. A text in it keeps its number, which is the name of the value where the list was meant as a map.</summary>
    private static List<TChild> ReadNumbered<TChild>(ref JsonCursor cursor, Shape<TChild> shape, ref object? odd)
        where TChild : PlannrResource, new()
    {
        List<TChild> children = [];
        Dictionary<string, object?>? others = null;
        while (cursor.Read() && cursor.TokenType == JsonTokenType.PropertyName)
        {
            string number = cursor.Text();
            cursor.Read();
            if (cursor.TokenType == JsonTokenType.StartObject && shape.TryRead(ref cursor, out TChild? child))
            {
                children.Add(child!);
            }
            else if (cursor.TokenType != JsonTokenType.Null)
            {
                (others ??= [])[number] = PlainValue.Read(ref cursor);
            }
        }

        odd = others is null ? null : new ResourceMap<object?>(others);
        return children;
    }

    private static bool TryReadTexts(ref JsonCursor cursor, out ResourceList<string>? texts)
    {
        var items = new List<string>();
        texts = null;
        bool isNumbered = NumberedItems.AreAllOf(cursor);
        if (isNumbered || cursor.TokenType == JsonTokenType.StartArray)
        {
            while (cursor.Read() && cursor.TokenType is not (JsonTokenType.EndArray or JsonTokenType.EndObject))
            {
                if (isNumbered)
                {
                    cursor.Read();
                }

                if (Scalars.TryTextOrJson(ref cursor, out string? item))
                {
                    items.Add(item!);
                }
            }
        }
        else if (Scalars.TryText(ref cursor, out string? single))
        {
            items.Add(single!);
        }
        else
        {
            return false;
        }

        texts = items.Count == 0 ? ResourceList<string>.None : new ResourceList<string>(items);
        return true;
    }
}
