namespace Plannr.PowerShell.Webhooks;

/// <summary>Gets webhook subscriptions. By default, the cmdlet gets all subscriptions, newest first. The SigningSecret property is a SecureString; views and exports do not show its value.</summary>
/// <remarks>
/// Calls GET /api/v2/webhook-subscriptions or GET /api/v2/webhook-subscriptions/{uuid}. The public reference describes both endpoints and their fields,
/// but does not say whether the URL filter also matches part of a URL or whether the list is paged. The module can read paged and unpaged lists. To filter by
/// several URLs, separate them with commas in one string. There are no events for automations. To wait for an execution, use Wait-PlannrAutomationExecution.
/// </remarks>
/// <include file='Get-PlannrWebhookSubscription.xml' path='help/*'/>
[Cmdlet(VerbsCommon.Get, "PlannrWebhookSubscription", DefaultParameterSetName = ListSet, SupportsPaging = true)]
[OutputType(typeof(WebhookSubscription))]
public sealed class GetPlannrWebhookSubscriptionCommand : GetCommand<WebhookSubscription>
{
    private const string ListSet = "List";
    private const string UuidSet = "Uuid";

    /// <summary>Specifies the subscriptions: UUIDs or subscription objects. If you specify an object, the subscription is requested again.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = UuidSet)]
    [Alias("Id")]
    [ArgumentCompleter(typeof(WebhookSubscriptionCompleter))]
    public WebhookReference[] Uuid { get; set; } = [];

    /// <summary>Specifies the URL of the subscriptions. The server applies this filter. By default, subscriptions for all URLs are returned.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [ValidateNotNullOrEmpty]
    public string? Url { get; set; }

    /// <summary>Specifies the maximum number of concurrent requests when you specify subscriptions by UUID. The default is 8. If you use -PipelineVariable, set -ThrottleLimit to 1: each result is then written before the next object is read from the pipeline. With a higher limit, the cmdlet reads ahead in the pipeline.</summary>
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
