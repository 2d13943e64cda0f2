namespace Plannr.Sandbox.Resources;

/// <summary>Writes custom field values and external references. Both formats are guesses, because the API's documentation shows neither.</summary>
internal static class ReferenceResource
{
    public static JsonObject WriteCustomField(KeyValuePair<string, string> field) => new()
    {
        ["uuid"] = StableUuid.FromName($"custom-field/{field.Key}/{field.Value}").ToString(),
        ["name"] = char.ToUpperInvariant(field.Key[0]) + field.Key.Substring(1).Replace('_', ' '),
        ["reference"] = field.Key,
        ["type"] = "string",
        ["value"] = field.Value,
    };

    public static JsonObject WriteExternalReference(string reference) => new()
    {
        ["uuid"] = StableUuid.FromName("external-reference/" + reference).ToString(),
        ["provider"] = "back-office",
        ["reference"] = reference,
    };
}
