using System.Collections;

namespace Plannr.Fuzz.Tests.Reading;

/// <summary>Collects all texts and names that are accessible from a value.</summary>
internal static class EveryText
{
    public static IEnumerable<string> In(object? value) => value switch
    {
        string text => [text],
        PlannrResource resource => resource.GetType().GetProperties().Where(property => property.CanWrite).SelectMany(property => In(property.GetValue(resource))),
        IEnumerable items => items.Cast<object?>().SelectMany(In),
        not null when value.GetType() is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(KeyValuePair<,>) =>
            In(type.GetProperty("Key")!.GetValue(value)).Concat(In(type.GetProperty("Value")!.GetValue(value))),
        _ => [],
    };
}
