namespace Plannr.Sandbox;

/// <summary>
/// A Plannr API in memory: answers requests as the real one would, for a firm that does not exist. Use it as the innermost
/// handler of an <see cref="HttpClient"/>; host and port of the address do not matter. It neither waits nor touches network
/// or disk, and any number of requests may run at once. What requests create and change can be read back from this handler alone.
/// </summary>
public sealed class SandboxHandler : HttpMessageHandler
{
    private readonly TimeProvider _timeProvider;
    private readonly RateLimitGate _rateLimit;
    private readonly AccessGate _access;
    private readonly Router _router;

    /// <summary>Makes a sandbox whose data is as old as this call; from now on time moves with <paramref name="timeProvider"/>.</summary>
    /// <param name="timeProvider">The clock, for the data's dates, for runs in progress and for the rate limit.</param>
    /// <param name="options">How to behave, or null for the defaults.</param>
    /// <exception cref="ArgumentNullException"><paramref name="timeProvider"/> is null.</exception>
    public SandboxHandler(TimeProvider timeProvider, SandboxOptions? options = null)
    {
        _timeProvider = timeProvider ?? throw new ArgumentNullException(nameof(timeProvider));
        options ??= new SandboxOptions();
        _rateLimit = new RateLimitGate(options.RateLimit, options.TellsRemainingOnly, timeProvider);
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
        var response = _rateLimit.Count(AccessGate.TokenOf(request), out var headers) ?? Answer(request, body);
        return (response with { Headers = [.. headers, .. response.Headers] }).ToMessage(request);
    }

    private ApiResponse Answer(HttpRequestMessage request, string body)
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
