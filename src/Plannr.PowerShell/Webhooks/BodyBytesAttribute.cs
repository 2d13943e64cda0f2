using System.Management.Automation;
using System.Text;

namespace Plannr.PowerShell.Webhooks;

/// <summary>Takes text as its bytes in UTF-8; the engine would try to read it as one number.</summary>
internal sealed class BodyBytesAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) is string text ? Encoding.UTF8.GetBytes(text) : inputData;
}
