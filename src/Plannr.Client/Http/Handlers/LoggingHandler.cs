namespace Plannr.Client.Http.Handlers;

/// <summary>Tells the observer of each attempt: verbose in one line, debug with headers and bodies, secrets replaced.</summary>
internal sealed class LoggingHandler(TimeProvider time, Redaction redaction) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        IPlannrObserver? observer = RequestScope.Get(request).Observer;
        if (observer is null || !(observer.WantsVerbose || observer.WantsDebug))
        {
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }

        string line = $"{request.Method} {redaction.Clean(request.RequestUri?.PathAndQuery)}";
        long start = time.GetTimestamp();
        if (observer.WantsDebug)
        {
            observer.Debug(await MessageText.OfAsync(line, request.Headers, request.Content, redaction).ConfigureAwait(false));
        }

        try
        {
            HttpResponseMessage response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            if (observer.WantsVerbose)
            {
                observer.Verbose($"{line}: {(int)response.StatusCode} {redaction.Clean(response.ReasonPhrase)} in {Milliseconds(start)}");
            }

            if (observer.WantsDebug)
            {
                observer.Debug(await MessageText.OfAsync($"{line}: {(int)response.StatusCode}", response.Headers, response.Content, redaction).ConfigureAwait(false));
            }

            return response;
        }
        catch (Exception exception) when (observer.WantsVerbose)
        {
            observer.Verbose($"{line}: {redaction.Clean(exception.GetBaseException().Message)} after {Milliseconds(start)}");
            throw;
        }
    }

    private string Milliseconds(long start) =>
        time.GetElapsedTime(start).TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture) + " ms";
}
