namespace Plannr;

/// <summary>The cmdlet can't use an input object or a parameter, for example because an object has the wrong type or text is not a UUID. If the error concerns one object from the pipeline, the other objects are still processed.</summary>
public sealed class PlannrInvalidInputException : PlannrException
{
    internal PlannrInvalidInputException(string message, string recommendedAction)
        : base("PlannrInvalidInput", message, recommendedAction, null)
    {
    }
}

/// <summary>A UUID is missing, for example because an input object has none. If the error concerns one object from the pipeline, the other objects are still processed.</summary>
public sealed class PlannrMissingUuidException : PlannrException
{
    internal PlannrMissingUuidException(string message, string recommendedAction = "Get the object from Plannr again, or specify the UUID.")
        : base("PlannrMissingUuid", message, recommendedAction, null)
    {
    }
}

/// <summary>A file can't be read or written. If writing a regular file fails, any existing file is unchanged, and no partial file remains.</summary>
public sealed class PlannrFileException : PlannrException
{
    internal const string Exists = "PlannrFileExists";
    internal const string InUse = "PlannrFileInUse";
    internal const string NotRead = "PlannrFileNotRead";
    internal const string NotWritten = "PlannrFileNotWritten";

    internal PlannrFileException(string errorId, string message, string recommendedAction, Exception? innerException = null)
        : base(errorId, message, recommendedAction, innerException)
    {
    }
}
