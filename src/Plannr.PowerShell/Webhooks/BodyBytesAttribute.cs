namespace Plannr.PowerShell.Webhooks;

/// <summary>
/// Takes text as its bytes in UTF-8; the engine would try to read it as one number. Several texts are refused: they are the lines of a body without what
/// stood between them, and the engine would read each as the number of a byte.
/// </summary>
internal sealed class BodyBytesAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) => Unwrap(inputData) switch
    {
        string text => Encoding.UTF8.GetBytes(text),
        IEnumerable items and not byte[] when items.Cast<object?>().Any(item => Unwrap(item) is string) => throw new ArgumentTransformationMetadataException(
            "The body is a list of texts, such as the lines of a file, and not as it was received: the ends of the lines are lost, and no signature would fit. "
            + "Give it as one text, with Get-Content -Raw, or as the bytes."),
        _ => inputData,
    };

    private static object? Unwrap(object? value) => value is PSObject wrapped ? wrapped.BaseObject : value;
}
