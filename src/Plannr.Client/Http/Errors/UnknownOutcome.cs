namespace Plannr.Client.Http;

/// <summary>Says after a write that failed whether it was done, or that this is not known.</summary>
internal static class UnknownOutcome
{
    /// <summary>Waits for a POST that makes something which must not be made twice.</summary>
    /// <param name="request">The request.</param>
    /// <param name="what">What it makes, such as "the task".</param>
    /// <param name="look">How to find out whether it is there, as a sentence.</param>
    /// <exception cref="PlannrUnknownOutcomeException">Whether it was made is not known.</exception>
    public static async Task<T> ToldAsync<T>(Task<T> request, string what, string look)
    {
        try
        {
            return await request.ConfigureAwait(false);
        }
        catch (PlannrRequestException fault) when (!fault.IsTokenFailure && IsOpen(fault))
        {
            throw new PlannrUnknownOutcomeException(fault, Message(fault, what, "made"), $"It is not sent again by itself, so that nothing is made twice. {look}");
        }
    }

    /// <summary>Waits for a PUT.</summary>
    /// <param name="request">The request.</param>
    /// <param name="what">What it changes, such as "the step".</param>
    /// <param name="look">How to find out whether it was changed, as a sentence.</param>
    /// <exception cref="PlannrInvalidResponseException">The answer has a status of success, and does not show the changed record.</exception>
    public static async Task<T> OfChangeAsync<T>(Task<T> request, string what, string look)
    {
        try
        {
            return await request.ConfigureAwait(false);
        }
        catch (PlannrInvalidResponseException fault) when (IsOpen(fault))
        {
            throw new PlannrInvalidResponseException(new RequestFailure(fault.Method, fault.Path, fault.StatusCode, fault.ServerMessage), Message(fault, what, "changed"), look, fault);
        }
    }

    /// <summary>Waits for a DELETE.</summary>
    /// <param name="request">The request.</param>
    /// <param name="what">What it removes, such as "the step".</param>
    /// <param name="look">How to find out whether it is still there, as a sentence.</param>
    /// <exception cref="PlannrUnknownOutcomeException">The answer has a status of success, and reports a failure or can't be read.</exception>
    public static async Task<T> OfRemovalAsync<T>(Task<T> request, string what, string look)
    {
        try
        {
            return await request.ConfigureAwait(false);
        }
        catch (PlannrInvalidResponseException fault) when (IsOpen(fault))
        {
            // An answer without a body is a success, so one that can't be read is not most likely one.
            throw new PlannrUnknownOutcomeException(fault, $"{Sentence(fault)} Whether {what} was removed is not known.", look);
        }
    }

    /// <summary>A server that reports a failure, or answers with another record, has probably not done it.</summary>
    private static string Message(PlannrRequestException fault, string what, string done) => fault is PlannrInvalidResponseException { IsRefusal: false, StatusCode: >= 200 and < 300 }
        ? $"{Sentence(fault)} Most likely {what} was {done}, but the answer does not show it."
        : $"{Sentence(fault)} Whether {what} was {done} is not known.";

    /// <summary>The server's own words can end without a full stop.</summary>
    private static string Sentence(PlannrRequestException fault) => fault.Message.TrimEnd('.') + ".";

    private static bool IsOpen(PlannrRequestException fault) => fault switch
    {
        PlannrServerErrorException => true,
        PlannrInvalidRequestException => fault.StatusCode == 408,
        PlannrInvalidResponseException => fault.StatusCode is (>= 200 and < 300) or 408 or >= 500,
        PlannrNetworkException { StatusCode: null } => ConnectionFault.Of(fault.InnerException) is ConnectionFaultKind.Broken or ConnectionFaultKind.Timeout,
        _ => false,
    };
}
