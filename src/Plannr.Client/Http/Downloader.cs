namespace Plannr.Client.Http;

/// <summary>
/// Writes bodies of any size to a stream as they arrive. The timeout of the attempt covers the headers; from then on a pause of the same length is
/// an error. A secret of the connection that the server sends back is replaced; all other bytes are written as they are.
/// </summary>
internal sealed class Downloader(ApiTransport transport, ResponseReader reader, Redaction redaction, PlannrClientOptions options, RetryDelay delay, TimeProvider time)
{
    private const int ChunkSize = 80 * 1024;

    public async Task<PlannrResponse> ReadAsync(
        PreparedRequest prepared, Stream target, Action<long, long?>? progress, CancellationToken cancellationToken)
    {
        for (int attempt = 0; ; attempt++)
        {
            try
            {
                using HttpRequestMessage request = prepared.CreateMessage();
                using HttpResponseMessage response = await transport.ExchangeAsync(request, cancellationToken, isStreamed: true).ConfigureAwait(false);
                if (!response.IsSuccessStatusCode)
                {
                    return reader.Read(request, response, prepared.AsText);
                }

                await CopyAsync(request, response, target, progress, cancellationToken).ConfigureAwait(false);
                return reader.ReadHead(response);
            }
            catch (BrokenDownloadException exception) when (attempt < options.MaximumRetryCount && prepared.Method == HttpMethod.Get && target.CanSeek)
            {
                await delay.WaitAsync($"{exception.Error.Message} Beginning anew", attempt, options.MaximumRetryCount, transport.Observer, cancellationToken).ConfigureAwait(false);

                // A device has no length that could be set.
                if (target.Length > 0)
                {
                    target.SetLength(0);
                }
            }
            catch (BrokenDownloadException exception)
            {
                throw exception.Error;
            }
        }
    }

    private async Task CopyAsync(HttpRequestMessage request, HttpResponseMessage response, Stream target, Action<long, long?>? progress, CancellationToken cancellationToken)
    {
        using var stalled = new CancellationTokenSource();
        using ITimer timer = time.CreateTimer(state => ((CancellationTokenSource)state!).Cancel(), stalled, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, stalled.Token);

        // The streams of .NET Framework ignore the token while they wait.
        using CancellationTokenRegistration closing = ending.Token.Register(response.Dispose);
        long? announced = response.Content.Headers.ContentLength;
        long received = 0;
        byte[] chunk = new byte[ChunkSize];
        SecretFilter filter = redaction.CreateFilter();
        using var clean = new MemoryStream(ChunkSize);
        Stream? source = null;
        while (true)
        {
            int read;
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
                throw new BrokenDownloadException(transport.Errors.Stalled(request, exception));
            }
            catch (Exception exception) when (exception is IOException or HttpRequestException)
            {
                throw new BrokenDownloadException(transport.Errors.FromException(request, exception));
            }

            clean.SetLength(0);
            if (read == 0)
            {
                filter.WriteEnd([], clean);
            }
            else
            {
                filter.Write(chunk.AsSpan(0, read), clean);
            }

            await target.WriteAsync(clean.GetBuffer(), 0, (int)clean.Length, cancellationToken).ConfigureAwait(false);
            if (read == 0)
            {
                break;
            }

            received += read;
            progress?.Invoke(received, announced);
        }

        if (announced is { } length && length != received)
        {
            var exception = new IOException($"{received} of {length} bytes came");
            throw new BrokenDownloadException(transport.Errors.FromException(request, exception));
        }
    }

    /// <summary>The body broke off. Faults before the body were retried already.</summary>
    private sealed class BrokenDownloadException(PlannrRequestException error) : Exception(error.Message, error)
    {
        public PlannrRequestException Error => error;
    }
}
