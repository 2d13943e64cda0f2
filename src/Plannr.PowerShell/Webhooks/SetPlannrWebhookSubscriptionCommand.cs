namespace Plannr.PowerShell.Webhooks;

/// <summary>Replaces what webhook subscriptions tell of, and gives them back as they are then.</summary>
/// <remarks>
/// Calls PUT /api/v2/webhook-subscriptions/{uuid}. The public reference documents it, and that the address of a subscription can't be changed: make another
/// one for that. That the events replace those before, and are not added to them, is how such requests work as a rule; it is not said.
/// </remarks>
/// <include file='Set-PlannrWebhookSubscription.xml' path='help/*'/>
[Cmdlet(VerbsCommon.Set, "PlannrWebhookSubscription", SupportsShouldProcess = true)]
[OutputType(typeof(WebhookSubscription))]
public sealed class SetPlannrWebhookSubscriptionCommand : ConnectedCommand
{
    /// <summary>The UUIDs of the subscriptions, or the subscriptions themselves.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("Id")]
    [ArgumentCompleter(typeof(WebhookSubscriptionCompleter))]
    public WebhookReference[] Uuid { get; set; } = [];

    /// <summary>All that they are to tell of from now on, such as account.created. Others than those that are completed are sent too.</summary>
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
            if (TryTurnTo(reference.Value, reference)
                && ShouldProcess($"webhook subscription {uuid}", $"Set the events to {string.Join(", ", Event)}")
                && Try(uuid, client => client.SendAsync(Endpoints.UpdateWebhookSubscription.At(uuid), new RequestFields { { "events", Event } }, Cancellation)) is { } subscription)
            {
                Emit(subscription);
            }
        }
    }
}
