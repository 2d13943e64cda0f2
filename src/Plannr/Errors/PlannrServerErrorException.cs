namespace Plannr;

/// <summary>The server failed (HTTP 5xx), also after the retries.</summary>
public sealed class PlannrServerErrorException : PlannrRequestException
{
    internal PlannrServerErrorException(RequestFailure failure, string message, string recommendedAction, Exception? innerException = null)
        : base("PlannrServerError", failure, message, recommendedAction, innerException)
    {
    }
}
