namespace Plannr.PowerShell.Shared;

/// <summary>Converts the module's exceptions to PowerShell error records.</summary>
internal static class ErrorRecords
{
    /// <summary>Creates an error record. The advice and the ID replace the exception's own unless they are null.</summary>
    public static ErrorRecord From(PlannrException exception, object? target, string? advice = null, string? id = null)
    {
        advice ??= exception.RecommendedAction;

        // PowerShell 7 shows the recommended action; Windows PowerShell shows only the message.
        var details = new ErrorDetails(Edition.IsDesktop ? $"{ReadableText.AddFullStop(exception.Message)} {advice}" : exception.Message) { RecommendedAction = advice };
        var record = new ErrorRecord(exception, id ?? exception.ErrorId, GetCategory(exception), WithoutUserInformation(target)) { ErrorDetails = details };
        if (target is not null)
        {
            // PowerShell copies the target's text to TargetName, which its error views display.
            record.CategoryInfo.TargetName = TerminalText.Clean(record.CategoryInfo.TargetName);
        }

        return record;
    }

    /// <summary>Creates an error record with the cmdlet in its ID and category. PowerShell adds the cmdlet to all other errors, but not to an error that imitates the throw statement.</summary>
    public static ErrorRecord Thrown(PlannrException exception, object? target, PSCmdlet cmdlet)
    {
        ErrorRecord record = From(exception, target, id: $"{exception.ErrorId},{cmdlet.GetType().FullName}");
        record.CategoryInfo.Activity = cmdlet.MyInvocation.MyCommand.Name;
        return record;
    }

    /// <summary>Redacts user information in the target, because PowerShell copies the target to the category, which some views show.</summary>
    private static object? WithoutUserInformation(object? target) => target switch
    {
        string text => UserInformation.Redact(text),
        Uri { IsAbsoluteUri: true, UserInfo.Length: > 0 } address => UserInformation.Redact(address.OriginalString),
        _ => target,
    };

    private static ErrorCategory GetCategory(PlannrException exception) => exception switch
    {
        PlannrUnauthorizedException => ErrorCategory.AuthenticationError,
        PlannrForbiddenException => ErrorCategory.PermissionDenied,
        PlannrNotFoundException => ErrorCategory.ObjectNotFound,
        PlannrInvalidRequestException or PlannrInvalidConnectionException or PlannrInvalidInputException => ErrorCategory.InvalidArgument,
        PlannrRateLimitedException => ErrorCategory.LimitsExceeded,
        PlannrServerErrorException => ErrorCategory.ResourceUnavailable,
        PlannrCopyIncompleteException => ErrorCategory.OperationStopped,
        PlannrJobFailedException => ErrorCategory.InvalidResult,
        PlannrUnknownOutcomeException => ErrorCategory.InvalidResult,
        PlannrInvalidResponseException or PlannrMissingUuidException => ErrorCategory.InvalidData,
        PlannrWaitTimeoutException => ErrorCategory.OperationTimeout,
        PlannrNetworkException { IsTimeout: true } => ErrorCategory.OperationTimeout,
        PlannrNetworkException => ErrorCategory.ConnectionError,
        PlannrAmbiguousAccountException => ErrorCategory.InvalidArgument,
        PlannrNotConnectedException => ErrorCategory.ConnectionError,
        PlannrFileException { ErrorId: PlannrFileException.Exists } => ErrorCategory.ResourceExists,
        PlannrFileException { ErrorId: PlannrFileException.NotRead } => ErrorCategory.ReadError,
        PlannrFileException => ErrorCategory.WriteError,
        _ => ErrorCategory.NotSpecified,
    };
}
