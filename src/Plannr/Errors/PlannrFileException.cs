namespace Plannr;

/// <summary>A file can't be written. What was there before is still there, and no half-written file is left.</summary>
public sealed class PlannrFileException : PlannrException
{
    internal const string Exists = "PlannrFileExists";
    internal const string NotWritten = "PlannrFileNotWritten";

    internal PlannrFileException(string errorId, string message, string recommendedAction, Exception? innerException = null)
        : base(errorId, message, recommendedAction, innerException)
    {
    }
}
