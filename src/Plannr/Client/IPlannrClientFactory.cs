namespace Plannr;

/// <summary>Makes clients. The one type that the cmdlets look up by name in the HTTP core.</summary>
public interface IPlannrClientFactory
{
    /// <summary>Makes a client. Sends nothing yet.</summary>
    /// <param name="options">Where to connect, and as whom.</param>
    /// <returns>The client, which the caller disposes.</returns>
    /// <exception cref="PlannrInvalidConnectionException">The base address is not one that a token may be sent to.</exception>
    IPlannrClient Create(PlannrClientOptions options);
}
