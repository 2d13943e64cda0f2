namespace Plannr.PowerShell.Binding;

/// <summary>
/// Takes nothing but objects of some kinds, also where they came back from a file or a background job, or where Select-Object has cut them down. All
/// else is left to the other parameters. For parameters of the type PSObject[]: as such PowerShell binds it before it looks for properties by name.
/// </summary>
/// <param name="kinds">The types of the objects, without their namespace.</param>
internal sealed class OfKindAttribute(params string[] kinds) : ArgumentTransformationAttribute
{
    /// <summary>Whether those that are still of their type are left to other parameters too.</summary>
    public bool StoredOnly { get; set; }

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) => ObjectKind.Items(inputData).All(IsMeant) ? ObjectKind.Items(inputData).Select(item => PSObject.AsPSObject(item!)).ToArray() : throw NotMeant();

    /// <summary>By the inner exception PowerShell sees that the parameter is not meant, and goes on to the others.</summary>
    private ArgumentTransformationMetadataException NotMeant() => new($"This takes {ObjectKind.Text(kinds)}.", new PSInvalidCastException());

    private bool IsMeant(object? item) =>
        ObjectKind.Of(item) is { } kind && kinds.Contains(kind) && (!StoredOnly || item is PSObject { BaseObject: PSCustomObject });
}
