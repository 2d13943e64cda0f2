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
