namespace Plannr;

/// <summary>An execution had not ended, or had not reached a state that was waited for, when the time to wait for it was over. It goes on as it is.</summary>
public sealed class PlannrWaitTimeoutException : PlannrException
{
    internal PlannrWaitTimeoutException(string message)
        : base("PlannrWaitTimeout", message, "Wait again with a longer -TimeoutSec; the execution goes on in Plannr. Its last known state is the error's target object.", null)
    {
    }
}
