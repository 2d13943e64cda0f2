namespace Plannr;

/// <summary>Marks a property that is read from fields whose names differ from the property's name in snake_case, or that is kept as JSON text.</summary>
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
