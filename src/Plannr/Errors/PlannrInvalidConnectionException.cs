namespace Plannr;

/// <summary>A connection can't be made with what was given, such as an address without HTTPS.</summary>
public sealed class PlannrInvalidConnectionException : PlannrException
{
    internal PlannrInvalidConnectionException(string message, string recommendedAction)
        : base("PlannrInvalidConnection", message, recommendedAction, null)
    {
    }
}
