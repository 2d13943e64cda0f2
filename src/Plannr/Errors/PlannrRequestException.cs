namespace Plannr;

/// <summary>
/// A request failed: the base of the errors that the server answered, of network faults and of answers that can't be read. Never holds
/// a header, a token or a request body.
/// </summary>
public abstract class PlannrRequestException : PlannrException
{
    private protected PlannrRequestException(
        string errorId, RequestFailure failure, string message, string recommendedAction, Exception? innerException = null)
        : base(errorId, message, recommendedAction, innerException)
    {
        Method = failure.Method;
        Path = failure.Path;
        StatusCode = failure.StatusCode;
        ServerMessage = failure.ServerMessage;
    }

    /// <summary>The HTTP method, such as <c>GET</c>.</summary>
    public string Method { get; }

    /// <summary>The path of the request without the query.</summary>
    public string Path { get; }

    /// <summary>The HTTP status code; null where no answer came.</summary>
    public int? StatusCode { get; }

    /// <summary>What the server said, as far as it could be read; null where it said nothing.</summary>
    public string? ServerMessage { get; }

    /// <summary>Whether the access token for another request could not be refreshed. The server has not acted on that other request.</summary>
    internal bool IsTokenFailure { get; set; }
}
