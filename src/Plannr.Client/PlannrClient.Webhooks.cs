namespace Plannr.Client;

internal sealed partial class PlannrClient
{
    private const string Webhooks = "api/v2/webhook-subscriptions";

    public IPlannrPages<WebhookSubscription> ListWebhookSubscriptions(string? url, int? pageSize, IPlannrObserver? observer) =>
        List(Webhooks, new ListQuery().Filter("url", url).Sort("-created_at"), pageSize, WebhookShapes.Subscription, subscription => subscription.Uuid, observer);

    public Task<WebhookSubscription> GetWebhookSubscriptionAsync(Guid uuid, IPlannrObserver? observer, CancellationToken cancellationToken) =>
        Transport.GetOneAsync($"{Webhooks}/{uuid}", uuid, WebhookShapes.Subscription, subscription => subscription.Uuid, observer, cancellationToken);

    public Task<WebhookSubscription> CreateWebhookSubscriptionAsync(
        Uri url, IReadOnlyList<string> events, IPlannrObserver? observer, CancellationToken cancellationToken) => UnknownOutcome.ToldAsync(
        Transport.CreateAsync(
            Webhooks,
            new Dictionary<string, object?> { ["url"] = url.AbsoluteUri, ["events"] = events },
            WebhookShapes.Subscription,
            subscription => subscription.Uuid,
            observer,
            cancellationToken),
        "the webhook subscription",
        "Look for it before you make it again: Get-PlannrWebhookSubscription");

    public Task<WebhookSubscription> UpdateWebhookSubscriptionAsync(
        Guid uuid, IReadOnlyList<string> events, IPlannrObserver? observer, CancellationToken cancellationToken) => UnknownOutcome.OfChangeAsync(
        Transport.UpdateAsync(
            $"{Webhooks}/{uuid}",
            uuid,
            new Dictionary<string, object?> { ["events"] = events },
            WebhookShapes.Subscription,
            subscription => subscription.Uuid,
            observer,
            cancellationToken),
        "the webhook subscription",
        $"Look at it before you change it again: Get-PlannrWebhookSubscription {uuid}");
}
