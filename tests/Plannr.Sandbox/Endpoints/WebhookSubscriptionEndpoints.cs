namespace Plannr.Sandbox.Endpoints;

/// <summary>Lists, gets, creates and changes webhook subscriptions. The API has no documented way to delete one. The sandbox never calls the URLs.</summary>
internal sealed class WebhookSubscriptionEndpoints(SandboxStore store, SandboxOptions options, AuditTrail trail) : IEndpointGroup
{
    private const string Model = "WebhookSubscription";
    private const string AuditType = "Webhook Subscription";
    private const string Subscriptions = "api/v2/webhook-subscriptions";
    private const string Single = Subscriptions + "/{uuid}";

    private static readonly ListSearch<WebhookSubscription> Search = new(
        new Dictionary<string, Func<WebhookSubscription, string, bool>>
        {
            ["uuid"] = (subscription, value) => Comparing.IsOneOf(subscription.Uuid, value),
            ["url"] = (subscription, value) => Comparing.Contains(subscription.Url, value),
        },
        new Dictionary<string, Func<WebhookSubscription, IComparable?>>
        {
            ["created_at"] = subscription => subscription.CreatedAt,
            ["updated_at"] = subscription => subscription.UpdatedAt,
        },
        "-created_at");

    public IEnumerable<Route> Routes =>
    [
        new("GET", Subscriptions, List),
        new("POST", Subscriptions, Create),
        new("GET", Single, request => ApiResponse.Json(Write(Bind(request)))),
        new("PUT", Single, Update),
    ];

    private ApiResponse List(ApiRequest request)
    {
        IReadOnlyList<WebhookSubscription> found = Search.Find(store.WebhookSubscriptions.All, request.Query);
        return ApiResponse.Json(Paginator.Write(
            request, PageRequest.From(request.Query, options), found.Count, position => Write(found[position])));
    }

    private ApiResponse Create(ApiRequest request)
    {
        JsonObject body = RequestBody.Read(request);
        var rules = new BodyValidator(body);
        rules["url"].Required().Text().HttpsAddress();
        RequireEvents(rules);
        rules.Check();
        var subscription = new WebhookSubscription
        {
            Uuid = store.NewUuid("webhook-subscription"),
            CreatedAt = request.Now,
            UpdatedAt = request.Now,
            Url = body.Text("url")!,
            Events = EventsOf(body),
        };
        store.WebhookSubscriptions.Add(subscription);
        trail.Created(request, AuditType, new JsonObject { ["uuid"] = subscription.Uuid.ToString(), ["url"] = subscription.Url, ["events"] = Write(subscription.Events) });
        return ApiResponse.Json(Write(subscription), HttpStatusCode.Created);
    }

    /// <summary>Replaces the events. Other fields in the body are ignored, so the URL can't be changed.</summary>
    private ApiResponse Update(ApiRequest request)
    {
        WebhookSubscription old = Bind(request);
        JsonObject body = RequestBody.Read(request);
        var rules = new BodyValidator(body);
        RequireEvents(rules);
        rules.Check();
        WebhookSubscription changed = store.WebhookSubscriptions.Change(old.Uuid, current =>
        {
            old = current;
            return current with { Events = EventsOf(body), UpdatedAt = request.Now };
        });
        trail.Updated(request, AuditType, new JsonObject { ["events"] = Write(old.Events) }, new JsonObject { ["events"] = Write(changed.Events) });
        return ApiResponse.Json(Write(changed));
    }

    private WebhookSubscription Bind(ApiRequest request) => request.Bind("uuid", Model, store.WebhookSubscriptions.Find);

    private static void RequireEvents(BodyValidator rules) =>
        rules["events"].Required().List().Each(item => item.Required().OneOf(WebhookEvents.All));

    private static List<string> EventsOf(JsonObject body) => body["events"]!.AsArray().Select(item => item!.ToString()).Distinct().ToList();

    private static JsonArray Write(IEnumerable<string> events) => new(events.Select(name => (JsonNode?)name).ToArray());

    private static JsonObject Write(WebhookSubscription subscription) => new()
    {
        ["uuid"] = subscription.Uuid.ToString(),
        ["created_at"] = UkTime.Timestamp(subscription.CreatedAt),
        ["updated_at"] = UkTime.Timestamp(subscription.UpdatedAt),
        ["signing_secret"] = subscription.SigningSecret,
        ["url"] = subscription.Url,
        ["events"] = Write(subscription.Events),
        ["last_outgoing_webhook_call_at"] = UkTime.Timestamp(subscription.LastCallAt),
    };
}
