namespace Plannr.PowerShell.Webhooks;

/// <summary>Gets webhook subscriptions: all, newest first, those with a URL, or by UUID. SigningSecret is a SecureString that no view or export shows.</summary>
/// <remarks>
/// Calls GET /api/v2/webhook-subscriptions or GET /api/v2/webhook-subscriptions/{uuid}. The public reference documents both with their fields. It names the
/// filter by address and does not say whether a part of an address is enough; a comma in the address separates several. It does not say either
/// whether the list comes in pages: it is read to its end however it comes. No event tells about automations, so waiting for a run needs
/// Wait-PlannrAutomationExecution.
/// </remarks>
/// <include file='Get-PlannrWebhookSubscription.xml' path='help/*'/>
[Cmdlet(VerbsCommon.Get, "PlannrWebhookSubscription", DefaultParameterSetName = ListSet, SupportsPaging = true)]
[OutputType(typeof(WebhookSubscription))]
public sealed class GetPlannrWebhookSubscriptionCommand : GetCommand<WebhookSubscription>
{
    private const string ListSet = "List";
    private const string UuidSet = "Uuid";

    /// <summary>The UUIDs of the subscriptions. A subscription in the place of its UUID is fetched anew.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = UuidSet)]
    [Alias("Id")]
    [ArgumentCompleter(typeof(WebhookSubscriptionCompleter))]
    public WebhookReference[] Uuid { get; set; } = [];

    /// <summary>The address that is called, as the server compares it.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [ValidateNotNullOrEmpty]
    public string? Url { get; set; }

    /// <summary>Specifies how many subscriptions are requested in parallel. 8 by default. With 1, each result is written before the next object is read from the pipeline, as -PipelineVariable needs; with more, objects are read ahead.</summary>
    [Parameter(ParameterSetName = UuidSet)]
    [ValidateRange(1, 64)]
    public int ThrottleLimit { get; set; } = 8;

    private protected override string Activity => "Getting webhook subscriptions";

    private protected override void Process()
    {
        if (ParameterSetName == ListSet)
        {
            PlannrQuery query = new PlannrQuery().Filter("url", Url).Sort("-created_at").Page(Quota.PageSize());
            List(client => client.List(Endpoints.ListWebhookSubscriptions, query));
        }
        else
        {
            Get(Uuid, ThrottleLimit);
        }
    }

    private protected override Task<WebhookSubscription> GetAsync(IPlannrClient client, Guid uuid) =>
        client.GetAsync(Endpoints.GetWebhookSubscription.At(uuid), null, Cancellation);
}
