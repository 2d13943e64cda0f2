namespace Plannr;

/// <summary>An object was given that the cmdlet can't use, such as a UUID or a step where an execution is wanted. The other objects of the pipeline go on.</summary>
public sealed class PlannrInvalidInputException : PlannrException
{
    internal PlannrInvalidInputException(string message, string recommendedAction)
        : base("PlannrInvalidInput", message, recommendedAction, null)
    {
    }
}
