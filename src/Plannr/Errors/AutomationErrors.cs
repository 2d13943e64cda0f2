namespace Plannr;

/// <summary>A blueprint was only partially copied. The copy exists and is inactive. <see cref="Exception.InnerException"/> contains the cause.</summary>
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

    /// <summary>The number of steps that were definitely copied.</summary>
    public int StepCount { get; }

    /// <summary>The steps of the original that are not known to have been copied, in tree order. The first one may have been copied. Can be empty, but never null.</summary>
    public ResourceList<BlueprintStep> MissingSteps { get; }
}

/// <summary>An execution, report or import did not end or reach a requested status before the timeout. Work that has not ended continues in Plannr.</summary>
public sealed class PlannrWaitTimeoutException : PlannrException
{
    internal PlannrWaitTimeoutException(string message, string recommendedAction)
        : base("PlannrWaitTimeout", message, recommendedAction, null)
    {
    }
}

/// <summary>A report or import failed or was cancelled in Plannr.</summary>
public sealed class PlannrJobFailedException : PlannrException
{
    internal PlannrJobFailedException(string message, string recommendedAction)
        : base("PlannrJobFailed", message, recommendedAction, null)
    {
    }
}
