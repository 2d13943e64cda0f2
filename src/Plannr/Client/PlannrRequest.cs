namespace Plannr;

/// <summary>A request to any endpoint of the API. The connection adds address, token and account.</summary>
public sealed class PlannrRequest
{
    /// <summary>The HTTP method: GET, HEAD, POST, PUT, PATCH or DELETE, in any case of letters.</summary>
    public string Method { get; set; } = "GET";

    /// <summary>
    /// The endpoint: <c>/api/v1/task</c>, <c>api/v1/task</c> or <c>v1/task</c>, or an absolute address on the connection's own server. Can have a query.
    /// </summary>
    public string Path { get; set; } = string.Empty;

    /// <summary>Parameters for the query, not encoded. One that the path's own query has as well takes the place of that.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Query { get; set; } = [];

    /// <summary>Headers beside those of the connection.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; set; } = [];

    /// <summary>
    /// What to send as JSON: dictionaries, lists, text, numbers, booleans, dates, UUIDs. Null for no body, or one that <see cref="JsonBody"/> gives.
    /// </summary>
    public object? Body { get; set; }

    /// <summary>The JSON to send, as it is. Null for no body, or one that <see cref="Body"/> gives.</summary>
    public string? JsonBody { get; set; }

    /// <summary>Whether to leave the body of the answer as the text that came.</summary>
    public bool AsText { get; set; }
}

/// <summary>What the server answered to a <see cref="PlannrRequest"/>.</summary>
public sealed class PlannrResponse
{
    internal PlannrResponse(int statusCode, IReadOnlyDictionary<string, IEnumerable<string>> headers)
    {
        StatusCode = statusCode;
        Headers = headers;
    }

    /// <summary>The HTTP status code.</summary>
    public int StatusCode { get; }

    /// <summary>The headers, by their names in any case of letters.</summary>
    public IReadOnlyDictionary<string, IEnumerable<string>> Headers { get; }

    /// <summary>Whether there is a body. The JSON <c>null</c> is one.</summary>
    public bool HasContent { get; internal set; }

    /// <summary>
    /// The body: text, numbers, booleans, lists and dictionaries in the order of the JSON; the text itself where it was asked for or is no JSON. Null
    /// where there is none, and where it went to a file.
    /// </summary>
    public object? Content { get; internal set; }

    /// <summary>The error that the status means. Null for success.</summary>
    public PlannrRequestException? Error { get; internal set; }
}
