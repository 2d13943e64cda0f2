namespace Plannr.Sandbox.Responses;

/// <summary>Aborts a request with an error response, as Laravel's <c>abort</c> does.</summary>
internal sealed class ApiException : Exception
{
    private readonly (string Name, string Value)[] _headers;

    public ApiException(HttpStatusCode status, string message, params (string Name, string Value)[] headers)
        : base(message)
    {
        Status = status;
        _headers = headers;
    }

    public HttpStatusCode Status { get; }

    /// <summary>Fields of the response in addition to the message, such as <c>errors</c> after a failed validation.</summary>
    public IReadOnlyDictionary<string, JsonNode>? Details { get; init; }

    /// <summary>Creates a 404 error for a record that does not exist.</summary>
    /// <param name="model">The class name of the model, without its namespace.</param>
    /// <param name="key">The requested key.</param>
    public static ApiException NotFound(string model, string key) =>
        new(HttpStatusCode.NotFound, $@"No query results for model [App\Models\{model}] {key}");

    public ApiResponse ToResponse()
    {
        var body = new JsonObject { ["message"] = Message };
        foreach (var detail in Details ?? new Dictionary<string, JsonNode>())
        {
            body[detail.Key] = detail.Value.DeepClone();
        }

        return ApiResponse.Json(body, Status) with { Headers = _headers };
    }
}
