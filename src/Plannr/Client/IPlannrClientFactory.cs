namespace Plannr;

/// <summary>Makes what the cmdlets need of the HTTP core. The one type that they look up there by name.</summary>
public interface IPlannrClientFactory
{
    /// <summary>File system features that only the core can use. They need no connection.</summary>
    IPlannrFiles Files { get; }

    /// <summary>Makes a client. Sends nothing yet.</summary>
    /// <param name="options">Where to connect, and as whom.</param>
    /// <returns>The client, which the caller disposes.</returns>
    /// <exception cref="PlannrInvalidConnectionException">The base address is not one that a token may be sent to, or the token is not one that can be sent.</exception>
    IPlannrClient Create(PlannrClientOptions options);

    /// <summary>Begins a person's sign-in. Sends nothing yet; where it listens, it listens from now on.</summary>
    /// <param name="options">Where to connect, and how. The token is not used.</param>
    /// <param name="authorization">Which client signs in, and where the browser comes back to.</param>
    /// <returns>The sign-in, which the caller disposes.</returns>
    /// <exception cref="PlannrInvalidConnectionException">An address is not one that a token or a code may be sent to, or its port is taken.</exception>
    IPlannrAuthorization Authorize(PlannrClientOptions options, PlannrAuthorizationOptions authorization);

    /// <summary>Makes an empty report. It needs no connection.</summary>
    /// <param name="title">The title of the page.</param>
    /// <returns>The report.</returns>
    IPlannrReport CreateReport(string title);
}
