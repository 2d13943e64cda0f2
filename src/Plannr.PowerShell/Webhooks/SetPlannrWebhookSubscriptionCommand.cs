namespace Plannr.PowerShell.Webhooks;

/// <summary>Replaces the events of webhook subscriptions. Returns the changed subscriptions.</summary>
/// <remarks>
/// Calls PUT /api/v2/webhook-subscriptions/{uuid}, which the public reference describes. The URL of a subscription can't be changed. To use another URL,
/// create a new subscription. The reference does not say that the new events replace the existing ones, but that is how PUT requests usually work.
/// </remarks>
/// <include file='Set-PlannrWebhookSubscription.xml' path='help/*'/>
[Cmdlet(VerbsCommon.Set, "PlannrWebhookSubscription", SupportsShouldProcess = true)]
[OutputType(typeof(WebhookSubscription))]
public sealed class SetPlannrWebhookSubscriptionCommand : ConnectedCommand
{
    /// <summary>Specifies the subscriptions: UUIDs or subscription objects.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("Id")]
    [ArgumentCompleter(typeof(WebhookSubscriptionCompleter))]
    public WebhookReference[] Uuid { get; set; } = [];

    /// <summary>Specifies the events of the subscription, such as account.created. They replace all existing events. Press Tab to complete the documented events; other events are also accepted.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [ArgumentCompleter(typeof(WebhookEventCompleter))]
    [ValidateNotNullOrEmpty]
    [Texts]
    public string[] Event { get; set; } = [];

    private protected override void Process()
    {
        foreach (WebhookReference reference in Uuid)
        {
            Guid uuid = reference.Uuid;
            if (TrySelectConnection(reference.Value, reference)
                && ShouldProcess($"webhook subscription {uuid}", $"Set the events to {string.Join(", ", Event)}")
                && Try(uuid, client => client.SendAsync(Endpoints.UpdateWebhookSubscription.At(uuid), new RequestFields { { "events", Event } }, Cancellation)) is { } subscription)
            {
                Emit(subscription);
            }
        }
    }
}
