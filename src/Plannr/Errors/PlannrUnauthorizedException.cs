namespace Plannr;

/// <summary>The server does not accept the token (HTTP 401): it is wrong, expired or revoked.</summary>
public sealed class PlannrUnauthorizedException : PlannrRequestException
{
    internal PlannrUnauthorizedException(RequestFailure failure, string message, string recommendedAction, Exception? innerException = null)
        : base("PlannrUnauthorized", failure, message, recommendedAction, innerException)
    {
    }
}
