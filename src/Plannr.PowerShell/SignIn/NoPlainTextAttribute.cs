using System.Management.Automation;

namespace Plannr.PowerShell.SignIn;

/// <summary>
/// Refuses text where a secret has to be protected, and says what to do. The engine refuses it too, but Windows PowerShell repeats it in the
/// error, and with it in every log that errors go to (PowerShell itself did so before 7.4).
/// </summary>
internal sealed class NoPlainTextAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) is string
            ? throw new ArgumentTransformationMetadataException(
                "A secret is not taken as plain text. Use Read-Host -AsSecureString, Get-Secret, or ConvertTo-SecureString -AsPlainText -Force.")
            : inputData;
}
