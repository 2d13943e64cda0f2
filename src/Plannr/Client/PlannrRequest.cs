namespace Plannr;

/// <summary>A request to any endpoint of the API. The connection adds address, token and account.</summary>
internal sealed class PlannrRequest
{
    /// <summary>The HTTP method: GET, HEAD, POST, PUT, PATCH or DELETE. Case-insensitive.</summary>
    public string Method { get; set; } = "GET";

    /// <summary>The endpoint, such as <c>/api/v1/task</c> or <c>v1/task</c>, or an absolute address on the connection's own server. Can have a query.</summary>
    public string Path { get; set; } = string.Empty;

    /// <summary>The parameters of the query, not encoded. They replace those of the same name in the path's own query.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Query { get; set; } = [];

    /// <summary>Headers in addition to those of the connection.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; set; } = [];

    /// <summary>The body to send as JSON: plain values. Null for no body, or for <see cref="JsonBody"/>.</summary>
    public object? Body { get; set; }

    /// <summary>The JSON to send, as it is. Null for no body, or for <see cref="Body"/>.</summary>
    public string? JsonBody { get; set; }

    /// <summary>The fields to send as multipart/form-data: texts and <see cref="FormFile"/>s. Null for no form.</summary>
    public IReadOnlyList<KeyValuePair<string, object?>>? Form { get; set; }

    public bool AsText { get; set; }
}

/// <summary>A file in a form. It is read from the disk while it is sent.</summary>
internal sealed record FormFile(string Path, string ContentType);

/// <summary>The response to a <see cref="PlannrRequest"/>.</summary>
internal sealed class PlannrResponse(int statusCode, IReadOnlyDictionary<string, IEnumerable<string>> headers)
{
    public int StatusCode => statusCode;

    /// <summary>The headers, by their names. Case-insensitive.</summary>
    public IReadOnlyDictionary<string, IEnumerable<string>> Headers => headers;

    /// <summary>Whether there is a body. The JSON <c>null</c> is one.</summary>
    public bool HasContent { get; internal set; }

    /// <summary>The body as plain values, or as text if that was requested or it is not JSON. Null if there is none, or it was written to a file.</summary>
    public object? Content { get; internal set; }

    public PlannrRequestException? Error { get; internal set; }
}
