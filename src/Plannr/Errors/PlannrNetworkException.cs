namespace Plannr;

/// <summary>No whole answer came: no connection, a refused or broken one, a TLS fault, or nothing in time.</summary>
public sealed class PlannrNetworkException : PlannrRequestException
{
    internal PlannrNetworkException(
        RequestFailure failure, string message, string recommendedAction, Exception? innerException = null, bool isTimeout = false)
        : base("PlannrNetworkError", failure, message, recommendedAction, innerException) => IsTimeout = isTimeout;

    /// <summary>Whether the server did not answer in time.</summary>
    public bool IsTimeout { get; }
}
