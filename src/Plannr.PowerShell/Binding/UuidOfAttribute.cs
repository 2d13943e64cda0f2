using System;
using System.Linq;
using System.Management.Automation;

namespace Plannr.PowerShell.Binding;

/// <summary>
/// Lets a parameter that takes UUIDs take objects in their place, and no others than those it is for: nearly all of Plannr's objects have a
/// UUID, and the one of another kind of object must never be taken for what is meant. Objects from a file or a background job count too.
/// </summary>
/// <param name="typeName">The type of the objects, without its namespace.</param>
/// <param name="property">The property that holds the UUID meant.</param>
[AttributeUsage(AttributeTargets.Property, AllowMultiple = true)]
internal sealed class UuidOfAttribute(string typeName, string property = "Uuid") : ArgumentTransformationAttribute
{
    private const string Prefix = "Plannr.";
    private const string StoredPrefix = "Deserialized.Plannr.";

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) is object?[] items ? items.Select(Convert).ToArray() : Convert(inputData);

    private object? Convert(object? item)
    {
        if (item is null)
        {
            return null;
        }

        PSObject shown = PSObject.AsPSObject(item);
        string[] types = [.. shown.TypeNames.Where(name => name.StartsWith(Prefix, StringComparison.Ordinal) || name.StartsWith(StoredPrefix, StringComparison.Ordinal))];
        if (types.Contains(Prefix + typeName) || types.Contains(StoredPrefix + typeName))
        {
            return shown.Properties[property]?.Value is { } uuid && LanguagePrimitives.TryConvertTo(uuid, out Guid known)
                ? known
                : throw new ArgumentTransformationMetadataException($"'{item}' does not say the {property} that is needed. Get it from Plannr again, or give the UUID itself.");
        }

        return item;
    }
}
