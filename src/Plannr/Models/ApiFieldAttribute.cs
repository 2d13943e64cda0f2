namespace Plannr;

/// <summary>Names the exceptions from the rule that a property is read from the field of its name in snake_case, by its type.</summary>
/// <param name="names">The API's names of the field; none for the property's own.</param>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ApiFieldAttribute(params string[] names) : Attribute
{
    public string[] Names { get; } = names;

    /// <summary>Whether an object or an array is kept as its JSON text.</summary>
    public bool KeepsJson { get; set; }
}

/// <summary>Marks a property that can be set and is not a field of the API.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class NotFromApiAttribute : Attribute;
