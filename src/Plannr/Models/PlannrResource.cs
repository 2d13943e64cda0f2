namespace Plannr;

/// <summary>
/// What every object of the API has in common: the fields that this version of the module does not know, and the text that stood in
/// the object's place where the API sent text instead of an object.
/// </summary>
public abstract class PlannrResource : PlannrRecord
{
    /// <summary>
    /// Fields that the module has no property for, and the values that did not fit their property (a date that is not a date), under the
    /// API's own names. Values are strings, numbers, booleans, lists, dictionaries or null. Empty where there are none.
    /// </summary>
    public ResourceMap<object?> AdditionalProperties { get; internal set; } = ResourceMap<object?>.None;

    /// <summary>
    /// The text that the API sent where an object was expected, such as <c>App\Http\Resources\FirmResource</c> in the examples of its
    /// reference, or the JSON of a number, a boolean or a list among the objects of a list; all other properties are then empty. Null where the API
    /// sent an object.
    /// </summary>
    public string? RawText { get; internal set; }

    /// <summary>A short name of the object for a table or CSV cell. Never a type name; empty where nothing is known.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => ReadableText.FirstOf(Describe(), IsClassName(RawText) ? null : RawText);

    /// <summary>Derives what follows from other properties, once all are read.</summary>
    internal virtual void Complete()
    {
    }

    private protected abstract string Describe();

    /// <summary>The reference's examples show the server's class names in place of objects: nothing for a reader to see.</summary>
    private static bool IsClassName(string? text) =>
        text is not null && text.IndexOf('\\') >= 0 && text.EndsWith("Resource", StringComparison.Ordinal);
}
