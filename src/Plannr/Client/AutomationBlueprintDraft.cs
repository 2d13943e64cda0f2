namespace Plannr;

/// <summary>What a blueprint that is made is to be.</summary>
public sealed class AutomationBlueprintDraft
{
    /// <summary>The name.</summary>
    public string Name { get; set; } = string.Empty;

    /// <summary>The kind of event that triggers it; null for one that is started by hand.</summary>
    public string? Trigger { get; set; }

    /// <summary>Whether it makes executions at once.</summary>
    public bool IsActive { get; set; }

    /// <summary>The conditions, each with <c>field</c>, <c>operator</c> and <c>value</c>. Empty for none.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, object?>> Conditions { get; set; } = [];

    /// <summary>Further options of the trigger as plain values; null for none.</summary>
    public object? Configuration { get; set; }
}
