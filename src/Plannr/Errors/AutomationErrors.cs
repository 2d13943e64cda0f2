namespace Plannr;

/// <summary>A blueprint was copied in part. The copy exists and is inactive. <see cref="Exception.InnerException"/> is the reason.</summary>
public sealed class PlannrCopyIncompleteException : PlannrException
{
    internal PlannrCopyIncompleteException(
        Guid blueprintUuid, int stepCount, ResourceList<BlueprintStep> missingSteps, string message, string recommendedAction, Exception? innerException)
        : base("PlannrCopyIncomplete", message, recommendedAction, innerException)
    {
        BlueprintUuid = blueprintUuid;
        StepCount = stepCount;
        MissingSteps = missingSteps;
    }

    /// <summary>The UUID of the new blueprint.</summary>
    public Guid BlueprintUuid { get; }

    /// <summary>The number of steps that were certainly copied.</summary>
    public int StepCount { get; }

    /// <summary>The steps of the original that were not copied, in the order of the tree. The first one may have been copied after all. Empty, never null.</summary>
    public ResourceList<BlueprintStep> MissingSteps { get; }
}

/// <summary>An execution, a report or an import did not end, or did not reach the wanted state, before the timeout. It continues in Plannr.</summary>
public sealed class PlannrWaitTimeoutException : PlannrException
{
    internal PlannrWaitTimeoutException(string message, string recommendedAction)
        : base("PlannrWaitTimeout", message, recommendedAction, null)
    {
    }
}

/// <summary>A report or an import ended with an error in Plannr.</summary>
public sealed class PlannrJobFailedException : PlannrException
{
    internal PlannrJobFailedException(string message, string recommendedAction)
        : base("PlannrJobFailed", message, recommendedAction, null)
    {
    }
}
