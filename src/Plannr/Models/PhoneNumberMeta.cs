namespace Plannr;

/// <summary>Country and readable form of a phone number. Nested in a contact detail. Each property can be null.</summary>
public sealed class PhoneNumberMeta : PlannrResource
{
    /// <summary>The country's two letters, such as <c>GB</c>.</summary>
    public string? Country { get; internal set; }

    /// <summary>The number as people write it in that country.</summary>
    public string? Formatted { get; internal set; }

    private protected override string Describe() => ReadableText.FirstOf(Formatted, Country);
}
