namespace Plannr;

/// <summary>What a client has to be like for a blueprint to run. Nested in <see cref="AutomationBlueprint"/>. Each property can be null.</summary>
public sealed class BlueprintCondition : PlannrResource
{
    /// <summary>The field that is looked at, such as <c>client.is_prospect</c>. An open list.</summary>
    public string? Field { get; internal set; }

    /// <summary>
    /// How it is compared: <c>equals</c>, <c>not_equal_to</c>, <c>more_than</c>, <c>less_than</c>, <c>less_than_or_equal_to</c> or
    /// <c>more_than_or_equal_to</c>. An open list.
    /// </summary>
    public string? Operator { get; internal set; }

    /// <summary>What it is compared with: text, number, boolean, list, dictionary or null.</summary>
    public object? Value { get; internal set; }

    private protected override string Describe() => $"{Field} {Operator} {ReadableText.Of(Value)}".Trim();
}
