using System;

namespace Plannr;

/// <summary>The server answered, but not as the API does: not JSON, a redirect, an answer of an unexpected shape.</summary>
public sealed class PlannrInvalidResponseException : PlannrRequestException
{
    internal PlannrInvalidResponseException(RequestFailure failure, string message, string recommendedAction, Exception? innerException = null)
        : base("PlannrInvalidResponse", failure, message, recommendedAction, innerException)
    {
    }
}
