namespace Plannr;

/// <summary>
/// A person's sign-in under way (OAuth 2.0 authorization code with PKCE). Both ways of completing it throw a
/// <see cref="PlannrInvalidConnectionException"/> for an answer that does not belong to it or says no, and a
/// <see cref="PlannrRequestException"/> where the code can't be exchanged.
/// </summary>
public interface IPlannrAuthorization : IDisposable
{
    /// <summary>What the person opens in a browser.</summary>
    Uri Address { get; }

    /// <summary>Where the browser comes back to.</summary>
    Uri RedirectUri { get; }

    /// <summary>The unguessable word by which an answer is told to belong to this sign-in.</summary>
    string State { get; }

    /// <summary>Whether Plannr has answered, with yes or no. Until then the sign-in can be completed, also after a wait that came to nothing.</summary>
    bool IsOver { get; }

    /// <summary>Closes the port that was listened at. The sign-in can still be completed with <see cref="CompleteAsync"/>.</summary>
    void StopListening();

    /// <summary>Waits until the browser comes back. What else asks at the address is refused, and the wait goes on.</summary>
    /// <param name="timeout">How long to wait.</param>
    /// <param name="observer">Who is told what happens meanwhile; null for nobody.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The tokens.</returns>
    Task<PlannrOAuthTokens> ReceiveAsync(TimeSpan timeout, IPlannrObserver? observer, CancellationToken cancellationToken);

    /// <summary>Completes the sign-in with the address that the browser was sent to.</summary>
    /// <param name="response">The whole address, or its query.</param>
    /// <param name="observer">Who is told what happens meanwhile; null for nobody.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The tokens.</returns>
    Task<PlannrOAuthTokens> CompleteAsync(string response, IPlannrObserver? observer, CancellationToken cancellationToken);
}
