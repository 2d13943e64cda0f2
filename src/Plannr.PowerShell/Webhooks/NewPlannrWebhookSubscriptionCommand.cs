namespace Plannr.PowerShell.Webhooks;

/// <summary>Creates a webhook subscription: Plannr calls a URL when something happens. Its property SigningSecret contains the secret that signs the calls.</summary>
/// <remarks>
/// Calls POST /api/v2/webhook-subscriptions, which the public reference documents with its fields. Which addresses the API takes is not documented; this
/// cmdlet takes https:// alone, since the calls tell about clients. No way to delete a subscription is documented: delete it in Plannr. The request is
/// sent again only where it was refused for its pace or never reached the server, so that none is made twice.
/// </remarks>
/// <include file='New-PlannrWebhookSubscription.xml' path='help/*'/>
[Cmdlet(VerbsCommon.New, "PlannrWebhookSubscription", SupportsShouldProcess = true)]
[OutputType(typeof(WebhookSubscription))]
public sealed class NewPlannrWebhookSubscriptionCommand : ConnectedCommand
{
    /// <summary>The address to call, with https://.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNull]
    public Uri Url { get; set; } = null!;

    /// <summary>What to tell it of, such as account.created. Others than those that are completed are sent too: the API's list grows.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [ArgumentCompleter(typeof(WebhookEventCompleter))]
    [ValidateNotNullOrEmpty]
    [Texts]
    public string[] Event { get; set; } = [];

    private protected override void Process()
    {
        if (Try(Url, Check) is { } url
            && ShouldProcess($"webhook subscription of {url} to {string.Join(", ", Event)}", "Create")
            && Try(Url, client => client.SendAsync(Endpoints.CreateWebhookSubscription, new RequestFields { { "url", url.AbsoluteUri }, { "events", Event } }, Cancellation)) is { } subscription)
        {
            Emit(subscription);
        }
    }

    private Uri Check() =>
        Url is { IsAbsoluteUri: true, Scheme: "https" }
            ? Url
            : throw InvalidInput.Because(
                $"'{Url.OriginalString}' is not an address with https://. What is called there hears about clients, which is not sent over the network for all to read.",
                "Give the whole address, such as https://hooks.example.com/plannr.");
}
