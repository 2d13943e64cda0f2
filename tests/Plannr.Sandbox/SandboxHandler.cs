namespace Plannr.Sandbox;

/// <summary>
/// An in-memory Plannr API for a fictional firm. It follows the API's documentation; undocumented behaviour follows Laravel or is a guess. Use it as the
/// innermost handler of an <see cref="HttpClient"/>; the host and port of the URL do not matter. It never waits, uses neither the network nor the disk,
/// and handles any number of requests at once. Changes that requests make are visible only through the same handler.
/// </summary>
public sealed class SandboxHandler : HttpMessageHandler
{
    private readonly TimeProvider _timeProvider;
    private readonly RateLimitGate _rateLimit;
    private readonly AccessGate _access;
    private readonly Router _router;

    /// <summary>Creates a sandbox whose data is dated relative to the current time of <paramref name="timeProvider"/>.</summary>
    /// <param name="timeProvider">The clock for the data's dates, executions in progress, the rate limit and the expiry of codes and tokens.</param>
    /// <param name="options">The options, or null for the defaults.</param>
    /// <exception cref="ArgumentNullException"><paramref name="timeProvider"/> is null.</exception>
    public SandboxHandler(TimeProvider timeProvider, SandboxOptions? options = null)
    {
        _timeProvider = timeProvider ?? throw new ArgumentNullException(nameof(timeProvider));
        options ??= new SandboxOptions();
        _rateLimit = new RateLimitGate(options.RateLimit, options.SendsRemainingOnly, timeProvider);
        var grants = new GrantStore();
        _access = new AccessGate(options.AccessToken, grants);
        var store = new SandboxStore(timeProvider.GetUtcNow(), options);
        var accounts = new AccountResource(store);
        var trail = new AuditTrail(store);
        _router = new Router(
        [
            new AutomationExecutionEndpoints(store, options, new ExecutionResource(store, accounts)),
            new AutomationBlueprintEndpoints(store, new BlueprintResource(store), trail),
            new BlueprintStepEndpoints(store, trail),
            new IdentityEndpoints(store, options, new IdentityResource(store, accounts)),
            new AccountEndpoints(store, options, accounts),
            new TaskEndpoints(store, options, trail),
            new HistoryEndpoints(store, options),
            new WebhookSubscriptionEndpoints(store, options, trail),
            new DocumentEndpoints(options),
            new OAuthEndpoints(grants, options),
            new ListEndpoints(store, options),
        ]);
    }

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var body = request.Content is null ? string.Empty : await request.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
        var response = _rateLimit.Count(AccessGate.TokenOf(request), out var headers) ?? Respond(request, body);
        return (response with { Headers = [.. headers, .. response.Headers] }).ToMessage(request);
    }

    private ApiResponse Respond(HttpRequestMessage request, string body)
    {
        try
        {
            var address = request.RequestUri!;
            var (route, values) = _router.Find(request.Method.Method, address);
            if (route.IsProtected)
            {
                if (!AccessGate.WantsJson(request))
                {
                    return ApiResponse.RedirectTo(address.GetLeftPart(UriPartial.Authority) + "/login");
                }

                _access.Check(request, _timeProvider.GetUtcNow());
            }

            return route.Handle(new ApiRequest(request, values, new QueryParameters(address.Query), body, _timeProvider.GetUtcNow()));
        }
        catch (ApiException error)
        {
            return error.ToResponse();
        }
    }
}
