namespace Plannr.Client.Http;

/// <summary>Reports each attempt to the observer, with secrets redacted: one line in verbose output, headers and bodies in debug output.</summary>
internal sealed class LoggingHandler(TimeProvider time, Redaction redaction) : DelegatingHandler
{
    /// <summary>The maximum length, in characters, of the part of a body that is shown. It is enough to recognise the body without burying the rest of the output.</summary>
    private const int MostBodyCharacters = 10_000;

    /// <summary>The maximum number of bytes of a body to redact and show. The time that redaction takes is proportional to the length.</summary>
    private const int MostBodyBytes = 64 * 1024;

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        RequestScope.Get(request).Observer is { } observer && (observer.WantsVerbose || observer.WantsDebug)
            ? LogAsync(request, observer, cancellationToken)
            : base.SendAsync(request, cancellationToken);

    private async Task<HttpResponseMessage> LogAsync(HttpRequestMessage request, IPlannrObserver observer, CancellationToken cancellationToken)
    {
        string line = $"{request.Method} {redaction.Clean(request.RequestUri?.PathAndQuery)}";
        long start = time.GetTimestamp();
        if (observer.WantsDebug)
        {
            observer.Debug(await FormatAsync(line, request.Headers, request.Content).ConfigureAwait(false));
        }

        try
        {
            HttpResponseMessage response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            string result = $"{line}: {(int)response.StatusCode}";
            if (observer.WantsVerbose)
            {
                observer.Verbose($"{result} {redaction.Clean(response.ReasonPhrase)} in {Milliseconds(start)}");
            }

            if (observer.WantsDebug)
            {
                observer.Debug(await FormatAsync(result, response.Headers, response.Content).ConfigureAwait(false));
            }

            return response;
        }
        catch (Exception exception) when (observer.WantsVerbose)
        {
            observer.Verbose($"{line}: {redaction.Clean(exception.GetBaseException().Message).TrimEnd('.')} after {Milliseconds(start)}");
            throw;
        }
    }

    private string Milliseconds(long start) =>
        time.GetElapsedTime(start).TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture) + " ms";

    private async Task<string> FormatAsync(string line, HttpHeaders headers, HttpContent? content)
    {
        var text = new StringBuilder(line);
        foreach (KeyValuePair<string, IEnumerable<string>> header in content is null ? headers : headers.Concat(content.Headers))
        {
            text.AppendLine().Append(header.Key).Append(": ").Append(redaction.CleanHeader(header.Key, string.Join(", ", header.Value)));
        }

        if (content is ByteArrayContent)
        {
            // JSON is always UTF-8, whatever charset the header specifies; decoding with an unknown charset would fail.
            ReadOnlyMemory<byte> bytes = content is BufferedContent buffered ? buffered.Bytes : await content.ReadAsByteArrayAsync().ConfigureAwait(false);
            string body = redaction.CleanBody(Encoding.UTF8.GetString(redaction.CleanOwnStart(bytes.Span, MostBodyBytes).ToArray()));
            bool isWhole = bytes.Length <= MostBodyBytes && body.Length <= MostBodyCharacters;
            text.AppendLine().AppendLine().Append(isWhole ? body : body.Substring(0, Math.Min(body.Length, MostBodyCharacters)) + "...");
        }

        return text.ToString();
    }
}

/// <summary>Decides which servers a token may be sent to.</summary>
internal static class Origin
{
    /// <summary>Returns whether two URLs have the same scheme, host and port.</summary>
    public static bool IsSame(Uri one, Uri? other) =>
        other is not null && other.IsAbsoluteUri
        && Uri.Compare(one, other, UriComponents.SchemeAndServer, UriFormat.SafeUnescaped, StringComparison.OrdinalIgnoreCase) == 0;

    /// <summary>Validates a connection's URL and returns it in a form that paths can be appended to.</summary>
    public static Uri Check(Uri baseUri)
    {
        const string Advice = "Specify a URL such as https://api.plannrcrm.com/, without a path, query or user name.";
        if (!baseUri.IsAbsoluteUri || baseUri.Scheme is not ("https" or "http"))
        {
            throw new PlannrInvalidConnectionException($"'{Name(baseUri)}' is not an absolute https:// URL.", Advice);
        }

        if (baseUri.Scheme == "http" && !baseUri.IsLoopback)
        {
            throw new PlannrInvalidConnectionException(
                $"Can't connect to '{Name(baseUri)}': plain HTTP would expose the token.",
                "Use https://. Plain http:// is allowed only for loopback addresses.");
        }

        if (baseUri.UserInfo.Length > 0 || baseUri.Query.Length > 0 || baseUri.Fragment.Length > 0 || baseUri.AbsolutePath != "/")
        {
            string excess = baseUri.UserInfo.Length > 0 ? "a user name" : baseUri.AbsolutePath != "/" ? $"the path '{baseUri.AbsolutePath}'" : "a query or fragment";
            throw new PlannrInvalidConnectionException($"The URL of the server {Name(baseUri)} contains {excess}, but a connection's URL can contain only a scheme, host and port.", Advice);
        }

        return new Uri(baseUri.GetLeftPart(UriPartial.Authority) + "/");
    }

    /// <summary>Returns the scheme, host and port, without the password that <see cref="Uri.GetLeftPart"/> would include.</summary>
    private static string Name(Uri address) =>
        address.IsAbsoluteUri ? address.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped) : address.OriginalString;
}

/// <summary>The outermost handler: adds the account header, and refuses requests to another origin before any handler can add the token.</summary>
internal sealed class AccountHeaderHandler(Uri baseUri) : DelegatingHandler
{
    public const string HeaderName = "X-PLANNR-ACCOUNT-UUID";

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (!Origin.IsSame(baseUri, request.RequestUri))
        {
            throw new PlannrInvalidRequestException(
                RequestFailures.Create(request),
                $"{request.RequestUri?.GetLeftPart(UriPartial.Authority)} is not the connection's server ({baseUri.GetLeftPart(UriPartial.Authority)}). Nothing was sent.",
                "Use a path on the connected server, or connect to the other server with Connect-Plannr -BaseUri.");
        }

        request.Headers.Remove(HeaderName);
        if (RequestScope.Get(request).Account is { } uuid)
        {
            request.Headers.TryAddWithoutValidation(HeaderName, uuid.ToString());
        }

        return base.SendAsync(request, cancellationToken);
    }
}

/// <summary>Limits the duration of one attempt, including the whole response unless it is streamed. Waiting for a token, the rate limit or a retry does not count.</summary>
internal sealed class AttemptTimeoutHandler(TimeSpan timeout, TimeProvider time) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using CancellationTokenSource attempt = Clock.After(time, timeout);
        using CancellationTokenRegistration stop = cancellationToken.Register(static attempt => ((CancellationTokenSource)attempt!).Cancel(), attempt);
        try
        {
            return await base.SendAsync(request, attempt.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested && attempt.IsCancellationRequested)
        {
            throw new AttemptTimeoutException($"The attempt took longer than {timeout}.", exception);
        }
    }
}

/// <summary>Removes empty content from GET and HEAD requests. This content exists only to set Content-Type, and .NET Framework rejects these requests if they have any content.</summary>
internal sealed class EmptyContentHandler : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Content?.Headers.ContentLength == 0 && (request.Method == HttpMethod.Get || request.Method == HttpMethod.Head))
        {
            request.Content = null;
        }

        return base.SendAsync(request, cancellationToken);
    }
}
