namespace Plannr.PowerShell.Binding;

/// <summary>
/// Refuses text and numbers that are no UUID, and says so: of what is piped in, PowerShell itself says only that it fits no parameter. Null as a
/// whole passes, for the cmdlet to answer, and so do objects.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class UuidTextAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        if (Unwrap(inputData) is null)
        {
            return inputData;
        }

        foreach (object? item in ObjectKind.Items(inputData).Select(Unwrap))
        {
            Check(item);
        }

        return inputData;
    }

    /// <summary>Refuses a single value.</summary>
    public static void Check(object? item)
    {
        if (item is null or string { Length: 0 })
        {
            throw new ArgumentTransformationMetadataException("A value is empty where a UUID is needed, so nothing was asked for by it.");
        }

        if (item is string or ValueType and not Guid && !LanguagePrimitives.TryConvertTo(item, out Guid _))
        {
            throw new ArgumentTransformationMetadataException($"'{item}' is not a UUID such as 82f16694-dbe3-4787-bd57-ab9eec12b43f, so nothing was asked for by it. Look for a typing error.");
        }
    }

    private static object? Unwrap(object? value) => value is PSObject wrapped ? wrapped.BaseObject : value;
}
