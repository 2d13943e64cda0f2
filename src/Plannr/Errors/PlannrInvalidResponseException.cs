using System;

namespace Plannr;

/// <summary>The server answered, but not as the API does: not JSON, a redirect, an answer of an unexpected shape, another record than the one asked for.</summary>
public sealed class PlannrInvalidResponseException : PlannrRequestException
{
    internal PlannrInvalidResponseException(RequestFailure failure, string message, string recommendedAction, Exception? innerException = null)
        : base("PlannrInvalidResponse", failure, message, recommendedAction, innerException)
    {
    }

    /// <summary>Whether asking again is of no use: the server said what it means, or it was asked again already.</summary>
    internal bool IsAnswer { get; init; }
}
