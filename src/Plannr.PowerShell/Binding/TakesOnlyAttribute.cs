namespace Plannr.PowerShell.Binding;

/// <summary>
/// Refuses Plannr's objects of other kinds than those that a cmdlet takes: nearly all have a UUID, and the one of another kind of object must never be
/// taken for what is meant. For a parameter that takes the pipeline by value. PowerShell shows it each object whole before any parameter gets one of
/// the object's properties by name, where nothing but the value is seen; what is refused is one error, and the other objects go on. What is
/// no object of Plannr's, such as a row of a CSV file, passes.
/// </summary>
/// <param name="kinds">The types that the cmdlet takes by this parameter or another, without their namespace.</param>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class TakesOnlyAttribute(params string[] kinds) : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        ObjectKind.Items(inputData).FirstOrDefault(IsOther) is { } other
            ? throw new ArgumentTransformationMetadataException(
                $"'{other}' is of the kind {ObjectKind.Of(other)}, and its UUID is not what is meant here, so it was not used. Give {ObjectKind.Text(kinds)}, or the UUID that you mean.")
            : inputData;

    private bool IsOther(object? item) => ObjectKind.Of(item) is { } kind && !kinds.Contains(kind);
}
