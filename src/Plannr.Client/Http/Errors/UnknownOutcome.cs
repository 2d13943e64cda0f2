using System.Threading.Tasks;

namespace Plannr.Client.Http;

/// <summary>Tells the faults after which it is open whether the server has done what it was asked to from those after which it has not.</summary>
internal static class UnknownOutcome
{
    /// <summary>Waits for something that makes a thing which must not be made twice, and says so where it can't be known whether it was.</summary>
    /// <param name="request">The request.</param>
    /// <param name="what">What it makes, such as "the task".</param>
    /// <param name="look">How to find out whether it is there, as a sentence.</param>
    /// <exception cref="PlannrUnknownOutcomeException">It is not known.</exception>
    public static async Task<T> ToldAsync<T>(Task<T> request, string what, string look)
    {
        try
        {
            return await request.ConfigureAwait(false);
        }
        catch (PlannrRequestException fault) when (!fault.IsTokenFailure && IsOpen(fault))
        {
            string known = fault is PlannrInvalidResponseException ? $"Most likely {what} was made, but the answer does not show it." : $"Whether {what} was made is not known.";
            throw new PlannrUnknownOutcomeException(fault, $"{fault.Message} {known}", $"It is not sent again by itself, so that nothing is made twice. {look}");
        }
    }

    private static bool IsOpen(PlannrRequestException fault) => fault switch
    {
        PlannrServerErrorException => true,
        PlannrInvalidRequestException => fault.StatusCode == 408,
        PlannrInvalidResponseException => fault.StatusCode is >= 200 and < 300,
        PlannrNetworkException { StatusCode: null } => ConnectionFault.Of(fault.InnerException) is ConnectionFaultKind.Broken or ConnectionFaultKind.Timeout,
        _ => false,
    };
}
