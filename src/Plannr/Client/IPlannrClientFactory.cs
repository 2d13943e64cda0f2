namespace Plannr;

/// <summary>Makes what the cmdlets need of the HTTP core. The one type that they look up there by name.</summary>
public interface IPlannrClientFactory
{
    /// <summary>Makes a client. Sends nothing yet.</summary>
    /// <param name="options">Where to connect, and as whom.</param>
    /// <returns>The client, which the caller disposes.</returns>
    /// <exception cref="PlannrInvalidConnectionException">The base address is not one that a token may be sent to.</exception>
    IPlannrClient Create(PlannrClientOptions options);

    /// <summary>Makes an empty report. It needs no connection.</summary>
    /// <param name="title">The title of the page.</param>
    /// <returns>The report.</returns>
    IPlannrReport CreateReport(string title);
}
