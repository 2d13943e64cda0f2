using System;
using System.IO;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Plannr.Client.Json;

namespace Plannr.Client.Http;

/// <summary>Sends requests over a connection's handlers and reads the answers, or throws what went wrong as one of the module's errors.</summary>
internal sealed class ApiTransport(HttpClient http, ErrorMapper errors)
{
    /// <summary>Reads the content of a body; null means that it is not what was expected.</summary>
    public delegate T? BodyReader<T>(ReadOnlySpan<byte> body)
        where T : class;

    public Task<T> GetOneAsync<T>(string pathAndQuery, Shape<T> shape, IPlannrObserver? observer, CancellationToken cancellationToken)
        where T : PlannrResource, new() =>
        GetAsync(pathAndQuery, body => JsonBody.ReadOne(body, shape), observer, cancellationToken);

    /// <summary>The API asks for a content type on each request, also on those without content.</summary>
    public Task<T> GetAsync<T>(string pathAndQuery, BodyReader<T> read, IPlannrObserver? observer, CancellationToken cancellationToken)
        where T : class =>
        SendAsync(
            HttpMethod.Get, pathAndQuery, new ByteArrayContent([]) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } }, read, observer, cancellationToken);

    public async Task<T> SendAsync<T>(
        HttpMethod method, string pathAndQuery, HttpContent content, BodyReader<T> read, IPlannrObserver? observer, CancellationToken cancellationToken)
        where T : class
    {
        using var request = new HttpRequestMessage(method, pathAndQuery) { Content = content };
        request.SetObserver(observer);
        using HttpResponseMessage response = await SendAsync(request, cancellationToken).ConfigureAwait(false);
        return Read(request, response, read);
    }

    private T Read<T>(HttpRequestMessage request, HttpResponseMessage response, BodyReader<T> read)
        where T : class
    {
        ReadOnlySpan<byte> body = BufferedContent.Of(response);
        if (!response.IsSuccessStatusCode)
        {
            throw errors.FromResponse(request, response, body);
        }

        JsonException? fault = null;
        try
        {
            if (read(body) is { } content)
            {
                return content;
            }
        }
        catch (JsonException exception)
        {
            fault = exception;
        }

        throw errors.InvalidBody(request, response, body, fault);
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (
            !cancellationToken.IsCancellationRequested && (exception is HttpRequestException or IOException || ConnectionFault.Of(exception) != ConnectionFaultKind.None))
        {
            throw errors.FromException(request, exception);
        }
    }
}
