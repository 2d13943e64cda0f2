namespace Plannr.PowerShell.SignIn;

/// <summary>
/// Refuses everything but a SecureString, without repeating it. The engine refuses it too, but its conversion error repeats the value: text in Windows
/// PowerShell, and in every edition an object with the secret in a property, such as a CSV row.
/// </summary>
internal sealed class SecureStringOnlyAttribute : ArgumentTransformationAttribute
{
    public const string Advice = "Use Read-Host -AsSecureString, Get-Secret, or ConvertTo-SecureString -AsPlainText -Force.";

    /// <summary>Stands for a refused value of a parameter with <see cref="IsFromPipeline"/>. Empty.</summary>
    public static SecureString Refused { get; } = new();

    /// <summary>
    /// Whether the parameter binds from the pipeline. The engine makes the piped object the target of a binding error, so the value becomes
    /// <see cref="Refused"/> instead, and the cmdlet writes the error.
    /// </summary>
    public bool IsFromPipeline { get; set; }

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        object? value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        return value is null or SecureString ? inputData
            : IsFromPipeline ? Refused
            : throw new ArgumentTransformationMetadataException($"Only a SecureString is accepted here, not a {value.GetType().Name}. {Advice}");
    }
}
