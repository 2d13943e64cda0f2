namespace Plannr;

public partial interface IPlannrClient
{
    /// <summary>Gets one account: <c>GET /api/v1/account/{uuid}</c>.</summary>
    /// <param name="uuid">The account's UUID.</param>
    /// <param name="observer">Who is told what happens meanwhile; null for nobody.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The account.</returns>
    Task<Account> GetAccountAsync(Guid uuid, IPlannrObserver? observer, CancellationToken cancellationToken);

    /// <summary>Lists accounts: <c>GET /api/v1/account</c>. Sends nothing before the first page is asked for.</summary>
    /// <param name="query">Which ones.</param>
    /// <param name="observer">Who is told what happens meanwhile; null for nobody.</param>
    /// <returns>The pages, which the caller disposes.</returns>
    IPlannrPages<Account> ListAccounts(AccountQuery query, IPlannrObserver? observer);
}
