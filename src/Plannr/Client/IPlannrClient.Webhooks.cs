namespace Plannr;

public partial interface IPlannrClient
{
    /// <summary>Lists webhook subscriptions, the newest first: <c>GET /api/v2/webhook-subscriptions</c>. Sends nothing before the first page is asked for.</summary>
    /// <param name="url">The address that is called (<c>filter[url]</c>); null for all.</param>
    /// <param name="pageSize">How many items to ask for on a page; null for as many as the API gives.</param>
    /// <param name="observer">Who is told what happens meanwhile; null for nobody.</param>
    /// <returns>The pages, which the caller disposes.</returns>
    IPlannrPages<WebhookSubscription> ListWebhookSubscriptions(string? url, int? pageSize, IPlannrObserver? observer);

    /// <summary>Gets one webhook subscription: <c>GET /api/v2/webhook-subscriptions/{uuid}</c>.</summary>
    /// <param name="uuid">The subscription's UUID.</param>
    /// <param name="observer">Who is told what happens meanwhile; null for nobody.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The subscription.</returns>
    Task<WebhookSubscription> GetWebhookSubscriptionAsync(Guid uuid, IPlannrObserver? observer, CancellationToken cancellationToken);

    /// <summary>Makes a webhook subscription: <c>POST /api/v2/webhook-subscriptions</c>.</summary>
    /// <param name="url">The address to call.</param>
    /// <param name="events">What to tell it of.</param>
    /// <param name="observer">Who is told what happens meanwhile; null for nobody.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The subscription as the API made it.</returns>
    /// <exception cref="PlannrUnknownOutcomeException">Whether it was made is not known.</exception>
    Task<WebhookSubscription> CreateWebhookSubscriptionAsync(Uri url, IReadOnlyList<string> events, IPlannrObserver? observer, CancellationToken cancellationToken);

    /// <summary>Replaces what a webhook subscription tells of: <c>PUT /api/v2/webhook-subscriptions/{uuid}</c>.</summary>
    /// <param name="uuid">The subscription's UUID.</param>
    /// <param name="events">What to tell it of from now on.</param>
    /// <param name="observer">Who is told what happens meanwhile; null for nobody.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The subscription as the API has it now.</returns>
    Task<WebhookSubscription> UpdateWebhookSubscriptionAsync(Guid uuid, IReadOnlyList<string> events, IPlannrObserver? observer, CancellationToken cancellationToken);
}
