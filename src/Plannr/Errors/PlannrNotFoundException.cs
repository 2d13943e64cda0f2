namespace Plannr;

/// <summary>There is no such record, or the account may not see it (HTTP 404 and 410).</summary>
public sealed class PlannrNotFoundException : PlannrRequestException
{
    internal PlannrNotFoundException(RequestFailure failure, string message, string recommendedAction, Exception? innerException = null)
        : base("PlannrNotFound", failure, message, recommendedAction, innerException)
    {
    }
}
