namespace Plannr;

/// <summary>A request to any API endpoint. The connection adds the server, token and account.</summary>
internal sealed class PlannrRequest
{
    /// <summary>The HTTP method: GET, HEAD, POST, PUT, PATCH or DELETE. Case is ignored.</summary>
    public string Method { get; set; } = "GET";

    /// <summary>The endpoint, such as <c>/api/v1/task</c> or <c>v1/task</c>, or an absolute URL on the connection's own server. It may contain a query.</summary>
    public string Path { get; set; } = string.Empty;

    /// <summary>The query parameters, not encoded. They replace parameters of the same name in <see cref="Path"/>.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Query { get; set; } = [];

    /// <summary>Headers in addition to those of the connection.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; set; } = [];

    /// <summary>The body as plain values, which are sent as JSON. Null for no body, or if <see cref="JsonBody"/> is used.</summary>
    public object? Body { get; set; }

    /// <summary>The body as JSON text, which is sent unchanged. Null for no body, or if <see cref="Body"/> is used.</summary>
    public string? JsonBody { get; set; }

    /// <summary>The fields to send as multipart/form-data: text and <see cref="FormFile"/> values. Null for no form.</summary>
    public IReadOnlyList<KeyValuePair<string, object?>>? Form { get; set; }

    public bool AsText { get; set; }
}

/// <summary>A file in a form. It is read from disk while it is being sent.</summary>
internal sealed record FormFile(string Path, string ContentType);

/// <summary>The response to a <see cref="PlannrRequest"/>.</summary>
internal sealed class PlannrResponse(int statusCode, IReadOnlyDictionary<string, IEnumerable<string>> headers)
{
    public int StatusCode => statusCode;

    /// <summary>The headers by name. Case is ignored.</summary>
    public IReadOnlyDictionary<string, IEnumerable<string>> Headers => headers;

    /// <summary>Whether the response has a body. A JSON <c>null</c> is also a body.</summary>
    public bool HasContent { get; internal set; }

    /// <summary>The body as plain values, or as text if text was requested or the body is not JSON. Null if there is no body, or if it was written to a file.</summary>
    public object? Content { get; internal set; }

    public PlannrRequestException? Error { get; internal set; }
}
