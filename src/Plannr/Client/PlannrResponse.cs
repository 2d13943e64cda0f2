namespace Plannr;

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
