namespace Plannr;

/// <summary>
/// Something was to be made, and whether it was is not known: the answer is missing, can't be read, or tells of a fault of the server, which may
/// have come after the work was done. It is not sent again. <see cref="System.Exception.InnerException"/> says what went wrong.
/// </summary>
public sealed class PlannrUnknownOutcomeException : PlannrRequestException
{
    internal PlannrUnknownOutcomeException(PlannrRequestException fault, string message, string recommendedAction)
        : base("PlannrUnknownOutcome", new RequestFailure(fault.Method, fault.Path, fault.StatusCode, fault.ServerMessage), message, recommendedAction, fault)
    {
    }
}
