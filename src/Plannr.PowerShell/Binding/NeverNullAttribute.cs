namespace Plannr.PowerShell.Binding;

/// <summary>Leaves null from the pipeline to the parameter that answers it: PowerShell would give it to any, and complain in the name of that one.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class NeverNullAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        inputData ?? throw new ArgumentTransformationMetadataException("There is nothing: the value is $null.", new PSInvalidCastException());
}
