namespace Plannr.Client.Http;

/// <summary>Reads the responses of any endpoint.</summary>
internal sealed class ResponseReader(ErrorMapper errors, Redaction redaction)
{
    /// <summary>Reads the status and the headers.</summary>
    public PlannrResponse ReadHead(HttpResponseMessage response)
    {
        Dictionary<string, IEnumerable<string>> headers = response.Headers.Concat(response.Content.Headers)
            .ToDictionary(header => header.Key, IEnumerable<string> (header) => header.Value.Select(redaction.CleanOwn).ToArray(), StringComparer.OrdinalIgnoreCase);
        return new PlannrResponse((int)response.StatusCode, headers);
    }

    /// <summary>Reads the whole response. Throws if a successful response does not contain the expected data.</summary>
    public PlannrResponse Read(HttpRequestMessage request, HttpResponseMessage response, bool asText)
    {
        ReadOnlySpan<byte> body = BufferedContent.Get(response);
        PlannrResponse result = ReadHead(response);
        result.Error = response.IsSuccessStatusCode ? null : errors.FromResponse(request, response, body);
        if (result.Error is { } error && ((BufferedContent)response.Content).IsCut)
        {
            // The body was truncated, so it can't be returned as data.
            throw error;
        }

        result.HasContent = !JsonBody.IsBlank(body);
        if (result.HasContent)
        {
            result.Content = asText ? Text(request, response, body) : Data(request, response, body);
        }

        return result;
    }

    private object? Data(HttpRequestMessage request, HttpResponseMessage response, ReadOnlySpan<byte> body)
    {
        try
        {
            return JsonBody.ReadPlain(body);
        }
        catch (JsonException exception)
        {
            // HTML instead of data is usually a proxy's page or a sign-in page.
            bool isDataDue = MediaType(response) is null or "text/html" || MediaType(response)!.EndsWith("json", StringComparison.Ordinal);
            return isDataDue && response.IsSuccessStatusCode
                ? throw errors.InvalidBody(request, response, body, exception)
                : Text(request, response, body);
        }
    }

    /// <summary>Reads text. If the content type is not a text type, accepts only valid UTF-8.</summary>
    private string Text(HttpRequestMessage request, HttpResponseMessage response, ReadOnlySpan<byte> body)
    {
        string? type = MediaType(response);
        bool isCalledText = type is null || type.StartsWith("text/", StringComparison.Ordinal) || type.EndsWith("json", StringComparison.Ordinal) || type.EndsWith("xml", StringComparison.Ordinal);
        try
        {
            // In UTF-16, the bytes of a secret are not adjacent, so the redaction of the body has missed the secret.
            return redaction.CleanOwn((isCalledText ? Encoding(response) : PreparedRequest.StrictUtf8).GetString(body.ToArray())).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException) when (!response.IsSuccessStatusCode)
        {
            return string.Empty;
        }
        catch (DecoderFallbackException)
        {
            throw errors.NotText(request, response, type!);
        }
    }

    private static Encoding Encoding(HttpResponseMessage response)
    {
        string? charset = response.Content.Headers.ContentType?.CharSet?.Trim('"', '\'', ' ');
        try
        {
            return string.IsNullOrEmpty(charset) ? System.Text.Encoding.UTF8 : System.Text.Encoding.GetEncoding(charset!);
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            return System.Text.Encoding.UTF8;
        }
    }

    private static string? MediaType(HttpResponseMessage response) => response.Content.Headers.ContentType?.MediaType?.ToLowerInvariant();
}

/// <summary>Writes bodies of any size to a stream as they arrive. The timeout applies until the body begins, and then to each pause in the transfer.</summary>
internal sealed class Downloader(ApiTransport transport, ResponseReader reader, Redaction redaction, PlannrClientOptions options, RetryDelay delay, TimeProvider time)
{
    private const int ChunkSize = 80 * 1024;

    /// <summary>Sends a request and writes the body of its response.</summary>
    public async Task<PlannrResponse> ReadAsync(Func<HttpRequestMessage> create, bool asText, Stream target, Action<long, long?>? progress, CancellationToken cancellationToken)
    {
        for (int attempt = 0; ; attempt++)
        {
            // This loop retries only after faults in the body; ExchangeAsync retries after earlier faults.
            using HttpRequestMessage request = create();
            int retries = request.Method == HttpMethod.Get && target.CanSeek ? options.MaximumRetryCount : 0;
            using HttpResponseMessage response = await transport.ExchangeAsync(request, cancellationToken, isStreamed: true).ConfigureAwait(false);
            if (!response.IsSuccessStatusCode)
            {
                return reader.Read(request, response, asText);
            }

            try
            {
                await CopyAsync(request, response, target, progress, cancellationToken).ConfigureAwait(false);
                return reader.ReadHead(response);
            }
            catch (PlannrRequestException exception) when (attempt < retries)
            {
                await delay.WaitAsync($"{ReadableText.AddFullStop(exception.Message)} Restarting the download", attempt, retries, transport.Observer, cancellationToken).ConfigureAwait(false);
            }

            // A device such as /dev/null has length 0, and its length can't be set.
            if (target.Length > 0)
            {
                target.SetLength(0);
            }
        }
    }

    private async Task CopyAsync(HttpRequestMessage request, HttpResponseMessage response, Stream target, Action<long, long?>? progress, CancellationToken cancellationToken)
    {
        using var stalled = new CancellationTokenSource();
        using ITimer timer = time.CreateTimer(state => ((CancellationTokenSource)state!).Cancel(), stalled, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, stalled.Token);

        // On .NET Framework, streams ignore the cancellation token while they wait for data.
        using CancellationTokenRegistration closing = ending.Token.Register(response.Dispose);
        long? announced = response.Content.Headers.ContentLength;
        long received = 0;
        byte[] chunk = new byte[ChunkSize];
        SecretFilter filter = redaction.CreateFilter();
        using var clean = new MemoryStream(ChunkSize);
        Stream? source = null;
        int read;
        do
        {
            try
            {
                timer.Change(options.Timeout, Timeout.InfiniteTimeSpan);
                source ??= await BodyStream.OpenAsync(response.Content, ending.Token).ConfigureAwait(false);
                read = await source.ReadAsync(chunk, 0, chunk.Length, ending.Token).ConfigureAwait(false);
                timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            }
            catch (Exception) when (cancellationToken.IsCancellationRequested)
            {
                throw new OperationCanceledException(cancellationToken);
            }
            catch (Exception exception) when (stalled.IsCancellationRequested)
            {
                throw transport.Errors.Stalled(request, exception);
            }
            catch (Exception exception) when (exception is IOException or HttpRequestException)
            {
                throw transport.Errors.FromException(request, exception);
            }

            clean.SetLength(0);
            filter.Write(chunk.AsSpan(0, read), clean, isEnd: read == 0);
            await target.WriteAsync(clean.GetBuffer(), 0, (int)clean.Length, cancellationToken).ConfigureAwait(false);
            received += read;
            if (read > 0)
            {
                progress?.Invoke(received, announced);
            }
        }
        while (read > 0);

        if (announced is { } length && length != received)
        {
            throw transport.Errors.FromException(request, new IOException($"received {received} of {length} bytes"));
        }
    }
}
