namespace Plannr;

/// <summary>A change to a record, with the time and author of the change. Returned by <c>GET /api/v1/audits</c>. Any property can be null unless stated otherwise.</summary>
public sealed class Audit : PlannrResource, IIdentified
{
    /// <summary>The audit's UUID.</summary>
    public Guid? Uuid { get; internal set; }

    /// <summary>The time of the change, with the offset returned by the API.</summary>
    public DateTimeOffset? CreatedAt { get; internal set; }

    /// <summary>The type of the record, such as <c>Sub Account</c>.</summary>
    public string? Type { get; internal set; }

    /// <summary>The event, such as <c>updated</c>.</summary>
    public string? Event { get; internal set; }

    /// <summary>The old values of the changed fields, keyed by the API's field names. Can be empty, but never null.</summary>
    public ResourceMap<object?> OldValues { get; internal set; } = ResourceMap<object?>.None;

    /// <summary>The new values of the changed fields, keyed by the API's field names. Can be empty, but never null.</summary>
    public ResourceMap<object?> NewValues { get; internal set; } = ResourceMap<object?>.None;

    /// <summary>The changes, one per field, in the format <c>name: old -&gt; new</c>, or <c>name: new</c> if there is no old value. Can be empty, but never null.</summary>
    public ResourceList<string> Changes => new(OldValues.Keys.Concat(NewValues.Keys).Distinct().Select(Change).ToArray());

    /// <summary>The account that made the change.</summary>
    public Account? Account { get; internal set; }

    /// <summary>The UUID of the account that made the change.</summary>
    public Guid? AccountUuid => Account?.Uuid;

    /// <summary>The name of the account that made the change.</summary>
    public string? AccountName => Account?.DisplayName;

    /// <summary>The user agent of the request.</summary>
    public string? UserAgent { get; internal set; }

    /// <summary>The IP address of the request.</summary>
    public string? IpAddress { get; internal set; }

    /// <summary>The URL of the request.</summary>
    public string? Url { get; internal set; }

    private protected override string? Describe() => $"{Type} {Event}".Trim();

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
