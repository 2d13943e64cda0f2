using System;
using System.Collections.Generic;
using System.IO;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace Plannr.Client.Http.Handlers;

/// <summary>
/// Reads the body within the attempt, so that a connection that breaks in the middle of it is retried as any other, and a time-out
/// covers the whole answer. An answer without end does not fill the memory.
/// </summary>
internal sealed class BodyBufferHandler(long maximumSize) : DelegatingHandler
{
    private const int ChunkSize = 16 * 1024;

    /// <summary>A server can announce more than it sends: memory for more than this is taken as it comes.</summary>
    private const int MostTrusted = 1024 * 1024;

    /// <summary>No array holds more.</summary>
    private const int LargestArray = 0x7FFFFFC7;

    private readonly long _maximumSize = Math.Min(maximumSize, LargestArray);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        HttpResponseMessage response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (request.IsStreamed() && response.IsSuccessStatusCode)
        {
            return response;
        }

        try
        {
            HttpContent content = response.Content;
            response.Content = await ReadAsync(request, content, cancellationToken).ConfigureAwait(false);
            foreach (KeyValuePair<string, IEnumerable<string>> header in content.Headers)
            {
                response.Content.Headers.TryAddWithoutValidation(header.Key, header.Value);
            }

            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    private async Task<BufferedContent> ReadAsync(HttpRequestMessage request, HttpContent content, CancellationToken cancellationToken)
    {
        // The length that answers a HEAD is of a body that does not come.
        long? announced = request.Method == HttpMethod.Head ? 0 : content.Headers.ContentLength;
        CheckSize(request, announced ?? 0);
        using Stream source = await BodyStream.OpenAsync(content, cancellationToken).ConfigureAwait(false);
        using var body = new MemoryStream((int)Math.Min(announced ?? ChunkSize, MostTrusted));
        byte[] chunk = new byte[ChunkSize];
        int read;
        while ((read = await BodyStream.ReadAsync(source, chunk, cancellationToken).ConfigureAwait(false)) > 0)
        {
            CheckSize(request, body.Length + read);
            body.Write(chunk, 0, read);
        }

        return new BufferedContent(body.GetBuffer(), (int)body.Length);
    }

    private void CheckSize(HttpRequestMessage request, long size)
    {
        if (size > _maximumSize)
        {
            RequestFailure failure = RequestFailures.Of(request);
            throw new PlannrInvalidResponseException(
                failure,
                $"{failure.Method} {failure.Path}: the answer is larger than {_maximumSize:N0} bytes, the most that is read into memory.",
                "Ask for less at once: with -First or a narrower filter, or with Invoke-PlannrRequest and -Query @{ per_page = 50 }. Or connect with a larger -MaximumBodySize.");
        }
    }
}
