namespace Plannr;

/// <summary>The server answered, but not as the API does: not JSON, a redirect, an answer of an unexpected shape, another record than the one asked for.</summary>
public sealed class PlannrInvalidResponseException : PlannrRequestException
{
    internal PlannrInvalidResponseException(RequestFailure failure, string message, string recommendedAction, Exception? innerException = null)
        : base("PlannrInvalidResponse", failure, message, recommendedAction, innerException)
    {
    }

    /// <summary>Whether the response reports a failure or holds another record. If the request was a change, the server probably did not make it.</summary>
    internal bool IsRefusal { get; init; }

    /// <summary>Whether sending the request again can't help: the server refused it, or it was retried already.</summary>
    internal bool IsFinal { get => field || IsRefusal; init; }
}
