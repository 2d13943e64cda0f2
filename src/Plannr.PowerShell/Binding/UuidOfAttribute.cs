namespace Plannr.PowerShell.Binding;

/// <summary>
/// Lets a parameter that takes UUIDs take objects in their place. Objects from a file or a background job, and those that Select-Object has cut down,
/// count too. All else passes as it is: <see cref="TakesOnlyAttribute"/> refuses.
/// </summary>
/// <param name="kind">The type of the objects, without its namespace; <see cref="AnyRow"/> for all that have the property and are none of Plannr's.</param>
/// <param name="property">The property that holds the UUID meant.</param>
[AttributeUsage(AttributeTargets.Property, AllowMultiple = true)]
internal sealed class UuidOfAttribute(string kind, string property = "Uuid") : ArgumentTransformationAttribute
{
    /// <summary>Rows of a CSV file and the like.</summary>
    public const string AnyRow = "*";

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) is object?[] items ? items.Select(Convert).ToArray() : Convert(inputData);

    private object? Convert(object? item)
    {
        if (item is null || !IsMeant(item))
        {
            return item;
        }

        if (PSObject.AsPSObject(item).Properties[property]?.Value is { } uuid)
        {
            if (LanguagePrimitives.TryConvertTo(uuid, out Guid known))
            {
                return known;
            }

            UuidTextAttribute.Check(uuid is PSObject wrapped ? wrapped.BaseObject : uuid);
        }

        throw new ArgumentTransformationMetadataException($"'{item}' does not say the {property} that is needed. Get it from Plannr again, or give the UUID itself.");
    }

    private bool IsMeant(object item) => kind == AnyRow
        ? item is PSObject { BaseObject: PSCustomObject } row && ObjectKind.Of(row) is null && row.Properties[property] is not null
        : ObjectKind.Of(item) == kind;
}
