namespace Plannr.Client.Tests.Serving;

/// <summary>The answer that the reference's page shows, whole or with something in it changed.</summary>
internal static class SeedJson
{
    public static string Text { get; } = Load();

    /// <summary>A copy to change.</summary>
    public static JsonObject Copy() => JsonNode.Parse(Text)!.AsObject();

    /// <summary>The seed's answer with a field of the account set to some JSON.</summary>
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
