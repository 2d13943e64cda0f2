namespace Plannr;

/// <summary>Specifies that a property is read from the given fields instead of the field of the same name, or that its value is kept as JSON text.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ApiFieldAttribute(params string[] names) : Attribute
{
    public string[] Names { get; } = names;

    /// <summary>Whether an object or array is kept as JSON text.</summary>
    public bool KeepsJson { get; set; }
}

/// <summary>Marks a settable property that is not an API field.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class NotFromApiAttribute : Attribute;
