namespace Plannr;

public partial interface IPlannrClient
{
    /// <summary>The account that requests act as; null where none is named.</summary>
    Guid? AccountUuid { get; }

    /// <summary>Makes a client over the same connection that keeps the present account, for work of several calls. Disposing of it closes nothing.</summary>
    /// <returns>The client.</returns>
    IPlannrClient KeepAccount();

    /// <summary>Acts as another account from now on. A call that has begun keeps its account, also for the pages of a list that are still to come.</summary>
    /// <param name="accountUuid">The account; null to name none.</param>
    void SwitchAccount(Guid? accountUuid);

    /// <summary>Gets the ways in that the user has: <c>GET /api/v1/logins</c>.</summary>
    /// <param name="observer">Who is told what happens meanwhile; null for nobody.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The logins.</returns>
    Task<LoginList> GetLoginsAsync(IPlannrObserver? observer, CancellationToken cancellationToken);

    /// <summary>Checks that the token and the account are accepted, with one request: <c>GET /api/v1/me</c>.</summary>
    /// <param name="observer">Who is told what happens meanwhile; null for nobody.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>True; what is wrong is thrown.</returns>
    Task<bool> CheckAsync(IPlannrObserver? observer, CancellationToken cancellationToken);
}
