namespace Plannr.PowerShell.FollowUp;

/// <summary>Values of custom fields as they go into a body: in the forms that Invoke-PlannrRequest gives them too.</summary>
internal static class FieldValues
{
    /// <summary>The values by the fields' references.</summary>
    /// <exception cref="PlannrInvalidRequestException">One has no form in JSON.</exception>
    public static IReadOnlyDictionary<string, object?> Of(IDictionary? fields)
    {
        var plain = (OrderedDictionary?)PlainObject.Of(fields) ?? [];
        return plain.Cast<DictionaryEntry>().ToDictionary(field => (string)field.Key, field => (object?)field.Value);
    }
}
