namespace Plannr.Client.Http;

/// <summary>Creates the errors for writes whose outcome is not known.</summary>
internal static class UnknownOutcome
{
    /// <summary>Returns the error for a write that may have been done; null if the fault itself says enough.</summary>
    public static PlannrRequestException? From(PlannrRequestException fault, Endpoint endpoint, IReadOnlyDictionary<string, object?>? body = null)
    {
        string advice = endpoint.Advice(endpoint.Values, body ?? new Dictionary<string, object?>());
        return endpoint.Method switch
        {
            _ when !IsOpen(fault) || fault.IsTokenFailure => null,
            "POST" => new PlannrUnknownOutcomeException(fault, Message(fault, endpoint.Subject, "made"), $"It is not sent again by itself, so that nothing is made twice. {advice}"),
            _ when fault is not PlannrInvalidResponseException => null,

            // A response without a body is a success, so one that can't be read is probably not.
            "DELETE" => new PlannrUnknownOutcomeException(fault, $"{Sentence(fault)} Whether {endpoint.Subject} was removed is not known.", advice),
            _ => new PlannrInvalidResponseException(
                new RequestFailure(fault.Method, fault.Path, fault.StatusCode, fault.ServerMessage), Message(fault, endpoint.Subject, "changed"), advice, fault),
        };
    }

    /// <summary>A server that reports a failure, or returns another record, has probably not done it.</summary>
    private static string Message(PlannrRequestException fault, string subject, string done) => fault is PlannrInvalidResponseException { IsRefusal: false, StatusCode: >= 200 and < 300 }
        ? $"{Sentence(fault)} Most likely {subject} was {done}, but the answer does not show it."
        : $"{Sentence(fault)} Whether {subject} was {done} is not known.";

    /// <summary>The server's own message can end without a full stop.</summary>
    private static string Sentence(PlannrRequestException fault) => fault.Message.TrimEnd('.') + ".";

    private static bool IsOpen(PlannrRequestException fault) => fault switch
    {
        PlannrServerErrorException => true,
        PlannrInvalidRequestException => fault.StatusCode == 408,
        PlannrInvalidResponseException => fault.StatusCode is (>= 200 and < 300) or 408 or >= 500,
        PlannrNetworkException { StatusCode: null } => ConnectionFault.Classify(fault.InnerException) is ConnectionFaultType.Broken or ConnectionFaultType.Timeout,
        _ => false,
    };
}
