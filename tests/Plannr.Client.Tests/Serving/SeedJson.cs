namespace Plannr.Client.Tests.Serving;

/// <summary>The example response in the API reference, original or changed.</summary>
internal static class SeedJson
{
    public static string Text { get; } = Load();

    /// <summary>Returns a copy that can be changed.</summary>
    public static JsonObject Copy() => JsonNode.Parse(Text)!.AsObject();

    /// <summary>Returns the example with a field of the account set to the given JSON.</summary>
    public static string WithAccountField(string name, string json)
    {
        JsonObject seed = Copy();
        seed["account"]!.AsObject()[name] = JsonNode.Parse(json);
        return seed.ToJsonString();
    }

    private static string Load()
    {
        using Stream stream = typeof(SeedJson).Assembly.GetManifestResourceStream("seed.json")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
