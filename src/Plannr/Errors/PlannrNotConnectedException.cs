namespace Plannr;

/// <summary>There is no connection to use, or none of that name.</summary>
public sealed class PlannrNotConnectedException : PlannrException
{
    internal PlannrNotConnectedException(string message, string recommendedAction)
        : base("PlannrNotConnected", message, recommendedAction, null)
    {
    }
}
