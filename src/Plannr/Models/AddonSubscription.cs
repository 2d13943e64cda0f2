namespace Plannr;

/// <summary>A firm's subscription of an add-on. Nested in a firm. Each property can be null.</summary>
public sealed class AddonSubscription : PlannrResource
{
    /// <summary>The subscription's UUID.</summary>
    public Guid? Uuid { get; internal set; }

    /// <summary>The add-on as text. Where the API sends an object, it is in AdditionalProperties.</summary>
    public string? Addon { get; internal set; }

    /// <summary>Whether the add-on is on. The API can send this as text.</summary>
    public bool? Enabled { get; internal set; }

    internal override Guid? Key => Uuid;

    private protected override string Describe() => ReadableText.FirstOf(Addon, Uuid?.ToString());
}
