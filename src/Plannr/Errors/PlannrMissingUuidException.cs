namespace Plannr;

/// <summary>An object that was to tell which resource is meant has no UUID. The other objects of the pipeline go on.</summary>
public sealed class PlannrMissingUuidException : PlannrException
{
    internal PlannrMissingUuidException(string message, string recommendedAction = "Get the object from Plannr again, with its UUID, or give the UUID itself.")
        : base("PlannrMissingUuid", message, recommendedAction, null)
    {
    }
}
