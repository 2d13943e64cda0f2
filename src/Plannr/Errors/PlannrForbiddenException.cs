namespace Plannr;

/// <summary>The token or the account may not do this, or the firm does not allow this IP address (HTTP 403).</summary>
public sealed class PlannrForbiddenException : PlannrRequestException
{
    internal PlannrForbiddenException(RequestFailure failure, string message, string recommendedAction, Exception? innerException = null)
        : base("PlannrForbidden", failure, message, recommendedAction, innerException)
    {
    }
}
