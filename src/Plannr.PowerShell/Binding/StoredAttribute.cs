using System.Linq;
using System.Management.Automation;

namespace Plannr.PowerShell.Binding;

/// <summary>
/// Takes nothing but objects of some kinds that are no longer of their type: they came back from a file or a background job, or Select-Object has cut
/// them down. All else is left to the other parameters.
/// </summary>
/// <param name="kinds">The types that the objects had, without their namespace.</param>
internal sealed class StoredAttribute(params string[] kinds) : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        ObjectKind.Items(inputData).All(IsStored)
            ? inputData
            : throw NotMeant();

    /// <summary>By the inner exception PowerShell sees that the parameter is not meant, and goes on to the others.</summary>
    private ArgumentTransformationMetadataException NotMeant() => new($"This takes {ObjectKind.Text(kinds)} that came back.", new PSInvalidCastException());

    private bool IsStored(object? item) => item is PSObject { BaseObject: PSCustomObject } && ObjectKind.Of(item) is { } kind && kinds.Contains(kind);
}
