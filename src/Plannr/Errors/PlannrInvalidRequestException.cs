namespace Plannr;

/// <summary>The server refused the request as invalid (HTTP 400, 409, 422 and other 4xx).</summary>
public sealed class PlannrInvalidRequestException : PlannrRequestException
{
    internal PlannrInvalidRequestException(
        RequestFailure failure, string message, string recommendedAction, ResourceMap<ResourceList<string>>? fieldErrors = null)
        : base("PlannrInvalidRequest", failure, message, recommendedAction) =>
        FieldErrors = fieldErrors ?? ResourceMap<ResourceList<string>>.None;

    /// <summary>The server's messages by the field that they are about. Empty, never null.</summary>
    public ResourceMap<ResourceList<string>> FieldErrors { get; }
}
