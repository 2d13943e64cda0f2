namespace Plannr;

/// <summary>What a step of a blueprint is given to work with. Nested in <see cref="BlueprintStep"/>. Each property can be null.</summary>
public sealed class BlueprintParameter : PlannrResource
{
    /// <summary><c>const</c> for a value that stands there, <c>ref</c> for one that is looked up in each run. An open list.</summary>
    public string? Type { get; internal set; }

    /// <summary>The value, or where it is looked up, such as <c>trigger.account.uuid</c>: text, number, boolean, list, dictionary or null.</summary>
    public object? Value { get; internal set; }

    private protected override string Describe() =>
        string.IsNullOrWhiteSpace(Type) || Type == "const" ? ReadableText.Of(Value) : $"{Type} {ReadableText.Of(Value)}".TrimEnd();
}
