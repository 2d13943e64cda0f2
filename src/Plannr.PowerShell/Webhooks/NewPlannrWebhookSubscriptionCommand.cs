namespace Plannr.PowerShell.Webhooks;

/// <summary>Creates a webhook subscription. Plannr then calls the specified URL whenever one of the specified events occurs. The SigningSecret property contains the secret with which Plannr signs the calls.</summary>
/// <remarks>
/// Calls POST /api/v2/webhook-subscriptions. The public reference describes the endpoint and its fields, but does not say which URLs the API
/// accepts. This cmdlet accepts only https:// URLs, because the calls contain data about clients. The API has no documented endpoint to delete a subscription, so delete it
/// in Plannr. The request is retried only if the API rejected it because of the rate limit (429) or if it never reached the server, so no
/// subscription is created twice.
/// </remarks>
/// <include file='New-PlannrWebhookSubscription.xml' path='help/*'/>
[Cmdlet(VerbsCommon.New, "PlannrWebhookSubscription", SupportsShouldProcess = true)]
[OutputType(typeof(WebhookSubscription))]
public sealed class NewPlannrWebhookSubscriptionCommand : ConnectedCommand
{
    /// <summary>Specifies the URL to call, beginning with https://.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNull]
    public Uri Url { get; set; } = null!;

    /// <summary>Specifies the events, such as account.created. Press Tab to complete the documented events; other events are also accepted, because the API may add more.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [ArgumentCompleter(typeof(WebhookEventCompleter))]
    [ValidateNotNullOrEmpty]
    [Texts]
    public string[] Event { get; set; } = [];

    private protected override void Process()
    {
        if (Try(Url, Check) is { } url
            && ShouldProcess($"webhook subscription for {url} ({string.Join(", ", Event)})", "Create")
            && Try(Url, client => client.SendAsync(Endpoints.CreateWebhookSubscription, new RequestFields { { "url", url.AbsoluteUri }, { "events", Event } }, Cancellation)) is { } subscription)
        {
            Emit(subscription);
        }
    }

    private Uri Check() =>
        Url is { IsAbsoluteUri: true, Scheme: "https" }
            ? Url
            : throw InvalidInput.Because(
                $"'{Url.OriginalString}' does not begin with https://. Webhook calls contain data about clients, which must not be sent unencrypted.",
                "Specify the complete URL, such as https://hooks.example.com/plannr.");
}
