using System.Text.Json;

namespace Plannr.Sandbox.Routing;

/// <summary>The body of a request as Laravel hands it to a controller: text trimmed, empty text null, the last of two equal names.</summary>
internal static class RequestBody
{
    /// <summary>The fields of the body; none where it is empty, is no object, or is not said to be JSON.</summary>
    /// <exception cref="ApiException">400 for what is said to be JSON and is none. The real API is likely to take that for an empty body, which would hide the mistake of a client.</exception>
    public static JsonObject Read(ApiRequest request)
    {
        if (!IsJson(request) || request.Body.Length == 0)
        {
            return [];
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(request.Body);
            return Clean(document.RootElement) as JsonObject ?? [];
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            // The latter is for half a surrogate pair, which the parser lets pass and cannot turn into text.
            throw new ApiException(HttpStatusCode.BadRequest, "The request body could not be decoded as JSON.");
        }
    }

    /// <summary>The text of a field that has passed validation, or null.</summary>
    public static string? Text(this JsonObject body, string field) => body[field]?.GetValue<string>();

    /// <summary>The UUID in a field that has passed validation, or null.</summary>
    public static Guid? Uuid(this JsonObject body, string field) => body.Text(field) is { } text ? Guid.Parse(text) : null;

    /// <summary>The truth of a field that has passed validation, or null.</summary>
    public static bool? Flag(this JsonObject body, string field) => body[field]?.ToString() is { } text ? text is "true" or "1" : null;

    /// <summary>The JSON text of a field, or null.</summary>
    public static string? Json(this JsonObject body, string field) => body[field]?.ToJsonString();

    private static bool IsJson(ApiRequest request)
    {
        string type = request.Message.Content?.Headers.ContentType?.MediaType ?? string.Empty;
        return type.EndsWith("/json", StringComparison.OrdinalIgnoreCase) || type.EndsWith("+json", StringComparison.OrdinalIgnoreCase);
    }

    private static JsonNode? Clean(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                var fields = new JsonObject();
                foreach (JsonProperty property in element.EnumerateObject())
                {
                    fields[property.Name] = Clean(property.Value);
                }

                return fields;
            case JsonValueKind.Array:
                return new JsonArray(element.EnumerateArray().Select(Clean).ToArray());
            case JsonValueKind.String:
                string text = element.GetString()!.Trim();
                return text.Length == 0 ? null : JsonValue.Create(text);
            case JsonValueKind.Null:
                return null;
            default:
                return JsonValue.Create(element.Clone());
        }
    }
}
