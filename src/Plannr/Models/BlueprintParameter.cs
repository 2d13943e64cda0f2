namespace Plannr;

/// <summary>What a step of a blueprint is given to work with. Nested in <see cref="BlueprintStep"/>. Each property can be null.</summary>
public sealed class BlueprintParameter : PlannrResource
{
    /// <summary><c>const</c> for a value that stands there, <c>ref</c> for one that is looked up in each run. An open list.</summary>
    public string? Type { get; internal set; }

    /// <summary>The value, or where it is looked up, such as <c>trigger.account.uuid</c>: text, number, boolean, list, dictionary or null.</summary>
    public object? Value { get; internal set; }

    /// <summary>Reads the parameters of a step. One of another form than the documented one is a value without a type.</summary>
    internal static ResourceMap<BlueprintParameter> ReadAll(object? configuration) =>
        configuration is ResourceMap<object?> map && map.TryGetValue("params", out object? parameters) && parameters is ResourceMap<object?> { Count: > 0 } entries
            ? new ResourceMap<BlueprintParameter>(entries.ToDictionary(entry => entry.Key, entry => Read(entry.Value)))
            : ResourceMap<BlueprintParameter>.None;

    private protected override string Describe() =>
        string.IsNullOrWhiteSpace(Type) || Type == "const" ? ReadableText.Of(Value) : $"{Type} {ReadableText.Of(Value)}".TrimEnd();

    private static BlueprintParameter Read(object? entry)
    {
        if (entry is not ResourceMap<object?> map || !map.TryGetValue("value", out object? value))
        {
            return new BlueprintParameter { Value = entry };
        }

        map.TryGetValue("type", out object? type);
        KeyValuePair<string, object?>[] rest = map.Where(field => field.Key != "value" && !(field.Key == "type" && field.Value is string or null)).ToArray();
        return new BlueprintParameter
        {
            Type = type as string,
            Value = value,
            AdditionalProperties = rest.Length == 0 ? ResourceMap<object?>.None : new ResourceMap<object?>(rest.ToDictionary(field => field.Key, field => field.Value)),
        };
    }
}
