using Polly;

namespace Plannr.Client.Http.Handlers;

/// <summary>Bounds the time of one attempt, with its whole answer. Waiting for a token, for a turn or before a retry does not count.</summary>
internal sealed class AttemptTimeoutHandler(TimeSpan timeout, TimeProvider time) : DelegatingHandler
{
    private readonly ResiliencePipeline _pipeline = new ResiliencePipelineBuilder { TimeProvider = time }.AddTimeout(timeout).Build();

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        await _pipeline.ExecuteAsync(async attempt => await base.SendAsync(request, attempt).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
}
