namespace Plannr;

/// <summary>That somebody made, changed or removed something. From <c>GET /api/v1/audits</c>. Each property can be null.</summary>
public sealed class Audit : PlannrResource
{
    /// <summary>The audit's UUID.</summary>
    public Guid? Uuid { get; internal set; }

    /// <summary>When it happened, with the offset that the API gave.</summary>
    public DateTimeOffset? CreatedAt { get; internal set; }

    /// <summary>The kind of record, such as <c>Sub Account</c>. An open list.</summary>
    public string? Type { get; internal set; }

    /// <summary>What happened to it, such as <c>updated</c>. An open list.</summary>
    public string? Event { get; internal set; }

    /// <summary>The fields that changed, as they were, under the API's own names. Empty, never null.</summary>
    public ResourceMap<object?> OldValues { get; internal set; } = ResourceMap<object?>.None;

    /// <summary>The fields that changed, as they became, under the API's own names. Empty, never null.</summary>
    public ResourceMap<object?> NewValues { get; internal set; } = ResourceMap<object?>.None;

    /// <summary>What changed, field by field: <c>name: old -&gt; new</c>. Empty, never null.</summary>
    public ResourceList<string> Changes => new(OldValues.Keys.Concat(NewValues.Keys).Distinct().Select(Change).ToArray());

    /// <summary>The account that did it.</summary>
    public Account? Account { get; internal set; }

    /// <summary>The UUID of the account that did it.</summary>
    public Guid? AccountUuid => Account?.Uuid;

    /// <summary>The name of the account that did it.</summary>
    public string? AccountName => Account?.DisplayName;

    /// <summary>The program that was used, as it called itself.</summary>
    public string? UserAgent { get; internal set; }

    /// <summary>The network address that it was done from.</summary>
    public string? IpAddress { get; internal set; }

    /// <summary>The address that was called.</summary>
    public string? Url { get; internal set; }

    internal override Guid? Key => Uuid;

    private protected override string Describe() => ReadableText.FirstOf($"{Type} {Event}".Trim(), Uuid?.ToString());

    private string Change(string name)
    {
        string old = Text(OldValues, name);
        string now = Text(NewValues, name);
        return (old.Length, now.Length) switch
        {
            (0, _) => $"{name}: {now}".TrimEnd(),
            (_, 0) => $"{name}: {old} ->",
            _ => $"{name}: {old} -> {now}",
        };
    }

    private static string Text(ResourceMap<object?> values, string name) =>
        ReadableText.Of(values.TryGetValue(name, out object? value) ? value : null);
}
