namespace Plannr;

/// <summary>A blueprint was copied in part: it exists, and is inactive. <see cref="Exception.InnerException"/> says what went wrong.</summary>
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

    /// <summary>The UUID of the blueprint that was made.</summary>
    public Guid BlueprintUuid { get; }

    /// <summary>How many steps it was given for certain.</summary>
    public int StepCount { get; }

    /// <summary>The steps of the original that were not copied, in the order of the tree. Of the first it can be open whether it was. Empty, never null.</summary>
    public ResourceList<BlueprintStep> MissingSteps { get; }
}
