using System.Text.Json;

namespace Plannr.Sandbox.Routing;

/// <summary>Reads the body of a request as Laravel does: text is trimmed, empty text becomes null, and the last value of a repeated name wins.</summary>
internal static class RequestBody
{
    /// <summary>Returns the fields of the body; none if the body is empty or not an object, or if its content type is not JSON.</summary>
    /// <exception cref="ApiException">400 if the content type is JSON but the body is not. The real API probably treats such a body as empty, which would hide a client's error.</exception>
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
            // InvalidOperationException is thrown for an unpaired surrogate, which the parser accepts but can't convert to text.
            throw new ApiException(HttpStatusCode.BadRequest, "The request body could not be decoded as JSON.");
        }
    }

    /// <summary>Returns the text of a validated field, or null.</summary>
    public static string? Text(this JsonObject body, string field) => body[field]?.GetValue<string>();

    /// <summary>Returns the UUID in a validated field, or null.</summary>
    public static Guid? Uuid(this JsonObject body, string field) => body.Text(field) is { } text ? Guid.Parse(text) : null;

    /// <summary>Returns the Boolean value of a validated field, or null.</summary>
    public static bool? Flag(this JsonObject body, string field) => body[field]?.ToString() is { } text ? text is "true" or "1" : null;

    /// <summary>Returns the JSON text of a field, or null.</summary>
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
