namespace Plannr.Client.Resources;

/// <summary>How webhook subscriptions stand in JSON (contract, section 4).</summary>
internal static class WebhookShapes
{
    public static Shape<WebhookSubscription> Subscription { get; } = new Shape<WebhookSubscription>()
        .Guid("uuid", (subscription, value) => subscription.Uuid = value)
        .Date("created_at", (subscription, value) => subscription.CreatedAt = value)
        .Date("updated_at", (subscription, value) => subscription.UpdatedAt = value)
        .Secret("signing_secret", (subscription, value) => subscription.SigningSecret = value)
        .Text("url", (subscription, value) => subscription.Url = value)
        .Texts("events", (subscription, value) => subscription.Events = value)
        .Date("last_outgoing_webhook_call_at", (subscription, value) => subscription.LastOutgoingWebhookCallAt = value);
}
