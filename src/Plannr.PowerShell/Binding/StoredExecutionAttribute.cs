namespace Plannr.PowerShell.Binding;

/// <summary>
/// Lets a parameter that takes executions take those that came back from a file or a background job. What can't be read stays as it is, for
/// another parameter or an error.
/// </summary>
[System.AttributeUsage(System.AttributeTargets.Property)]
internal sealed class StoredExecutionAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) is object?[] items ? items.Select(Convert).ToArray() : Convert(inputData);

    private static object? Convert(object? item) =>
        item is PSObject shown && StoredExecutions.IsStored(shown) && StoredExecutions.Read(shown) is { } execution ? execution : item;
}
