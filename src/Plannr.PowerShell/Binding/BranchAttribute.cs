namespace Plannr.PowerShell.Binding;

/// <summary>Takes yes and no, as the views show the sides of a condition, beside true and false, as the API has them.</summary>
internal sealed class BranchAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) is string text
            ? text.Trim().ToUpperInvariant() switch
            {
                "YES" or "TRUE" => true,
                "NO" or "FALSE" => false,
                _ => throw new ArgumentTransformationMetadataException($"'{text}' is no side of a condition. Give yes for where it is met, or no for where it is not."),
            }
            : inputData;
}
