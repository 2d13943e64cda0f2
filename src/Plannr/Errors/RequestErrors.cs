namespace Plannr;

/// <summary>The base class for errors in requests. Such an error never contains a token, the value of a request header or a request body.</summary>
public abstract class PlannrRequestException : PlannrException
{
    private protected PlannrRequestException(
        string errorId, RequestFailure failure, string message, string recommendedAction, Exception? innerException = null)
        : base(errorId, message, recommendedAction, innerException) => Failure = failure;

    /// <summary>The HTTP method, such as <c>GET</c>.</summary>
    public string Method => Failure.Method;

    /// <summary>The path of the request, without the query.</summary>
    public string Path => Failure.Path;

    /// <summary>The HTTP status code; null if there was no response.</summary>
    public int? StatusCode => Failure.StatusCode;

    /// <summary>The server's error message, or null.</summary>
    public string? ServerMessage => Failure.ServerMessage;

    internal RequestFailure Failure { get; }

    /// <summary>Whether this error occurred while an access token was being refreshed for another request. If so, the server has not performed that request.</summary>
    internal bool IsTokenFailure { get; set; }
}

/// <summary>The token or the account lacks permission, or the firm does not allow access from this IP address (HTTP 403).</summary>
public sealed class PlannrForbiddenException : PlannrRequestException
{
    internal PlannrForbiddenException(RequestFailure failure, string message, string recommendedAction, Exception? innerException = null)
        : base("PlannrForbidden", failure, message, recommendedAction, innerException)
    {
    }
}

/// <summary>The request is invalid: either the server rejected it (HTTP 400, 409, 422 or another 4xx status), or it was not sent.</summary>
public sealed class PlannrInvalidRequestException : PlannrRequestException
{
    internal PlannrInvalidRequestException(
        RequestFailure failure, string message, string recommendedAction, ResourceMap<ResourceList<string>>? fieldErrors = null)
        : base("PlannrInvalidRequest", failure, message, recommendedAction) =>
        FieldErrors = fieldErrors ?? ResourceMap<ResourceList<string>>.None;

    /// <summary>The server's messages by field name. Can be empty, but never null.</summary>
    public ResourceMap<ResourceList<string>> FieldErrors { get; }
}

/// <summary>The response can't be used: for example, it is not JSON, is a redirect, has an unexpected structure, or contains a record other than the requested one.</summary>
public sealed class PlannrInvalidResponseException : PlannrRequestException
{
    internal PlannrInvalidResponseException(RequestFailure failure, string message, string recommendedAction, Exception? innerException = null)
        : base("PlannrInvalidResponse", failure, message, recommendedAction, innerException)
    {
    }

    /// <summary>Whether the response reports a failure or contains a record other than the requested one. If so, the server probably did not perform a requested write.</summary>
    internal bool IsRefusal { get; init; }

    /// <summary>Whether the request must not be retried automatically, for example because the server rejected it or it has already been retried.</summary>
    internal bool IsFinal { get => field || IsRefusal; init; }
}

/// <summary>No complete response was received, because of a failed, refused or interrupted connection, a TLS error, or a timeout.</summary>
public sealed class PlannrNetworkException : PlannrRequestException
{
    internal PlannrNetworkException(
        RequestFailure failure, string message, string recommendedAction, Exception? innerException = null, bool isTimeout = false)
        : base("PlannrNetworkError", failure, message, recommendedAction, innerException) => IsTimeout = isTimeout;

    /// <summary>Whether the request timed out.</summary>
    public bool IsTimeout { get; }
}

/// <summary>The record or the endpoint does not exist, or the account has no access to the record (HTTP 404 or 410).</summary>
public sealed class PlannrNotFoundException : PlannrRequestException
{
    internal PlannrNotFoundException(RequestFailure failure, string message, string recommendedAction, Exception? innerException = null)
        : base("PlannrNotFound", failure, message, recommendedAction, innerException)
    {
    }
}

/// <summary>The user's rate limit was exceeded (HTTP 429), and any retries also failed.</summary>
public sealed class PlannrRateLimitedException : PlannrRequestException
{
    internal PlannrRateLimitedException(RequestFailure failure, string message, string recommendedAction, TimeSpan? retryAfter)
        : base("PlannrRateLimited", failure, message, recommendedAction) => RetryAfter = retryAfter;

    /// <summary>The delay that the server requested, or null.</summary>
    public TimeSpan? RetryAfter { get; }
}

/// <summary>The server returned an error (HTTP 5xx), and any retries also failed.</summary>
public sealed class PlannrServerErrorException : PlannrRequestException
{
    internal PlannrServerErrorException(RequestFailure failure, string message, string recommendedAction, Exception? innerException = null)
        : base("PlannrServerError", failure, message, recommendedAction, innerException)
    {
    }
}

/// <summary>The server rejected the token or the authorization code (HTTP 401 or, from <c>/oauth/token</c>, 400): it is wrong, expired, revoked or already used.</summary>
public sealed class PlannrUnauthorizedException : PlannrRequestException
{
    internal PlannrUnauthorizedException(RequestFailure failure, string message, string recommendedAction, Exception? innerException = null)
        : base("PlannrUnauthorized", failure, message, recommendedAction, innerException)
    {
    }
}

/// <summary>It is not known whether the server performed a write. The request is not retried. <see cref="Exception.InnerException"/> contains the cause.</summary>
public sealed class PlannrUnknownOutcomeException : PlannrRequestException
{
    internal PlannrUnknownOutcomeException(PlannrRequestException fault, string message, string recommendedAction)
        : base("PlannrUnknownOutcome", fault.Failure, message, recommendedAction, fault)
    {
    }
}

/// <summary>The details of a failed request, for the properties of the exception.</summary>
internal readonly record struct RequestFailure(string Method, string Path, int? StatusCode = null, string? ServerMessage = null);
