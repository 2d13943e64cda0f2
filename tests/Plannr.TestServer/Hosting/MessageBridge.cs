using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Plannr.TestServer.Hosting;

/// <summary>Converts ASP.NET Core requests to HTTP request messages, and HTTP response messages to ASP.NET Core responses.</summary>
internal static class MessageBridge
{
    /// <summary>Reads a complete request and records it unchanged.</summary>
    public static async Task<RecordedRequest> RecordAsync(HttpContext context, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, cancellationToken);
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget.Split('?', 2);
        return new RecordedRequest
        {
            Number = 0,
            Concurrency = 0,
            Method = context.Request.Method,
            Path = target[0],
            Query = target.ElementAtOrDefault(1) ?? string.Empty,
            Headers = context.Request.Headers.ToDictionary(
                header => header.Key,
                header => (IReadOnlyList<string>)header.Value.Select(value => value ?? string.Empty).ToArray(),
                StringComparer.OrdinalIgnoreCase),
            Body = Encoding.UTF8.GetString(body.GetBuffer(), 0, (int)body.Length),
            ReceivedAt = DateTimeOffset.UtcNow,
            ConnectionId = context.Connection.Id,
        };
    }

    /// <summary>Converts a request to a message with the URL that the client used.</summary>
    public static HttpRequestMessage ToMessage(RecordedRequest request, HttpRequest source)
    {
        var query = request.Query.Length == 0 ? string.Empty : "?" + request.Query;
        var message = new HttpRequestMessage(new HttpMethod(request.Method), $"{source.Scheme}://{source.Host}{request.Path}{query}")
        {
            Content = new StringContent(request.Body, Encoding.UTF8),
        };
        message.Content.Headers.Clear();
        foreach (var header in request.Headers)
        {
            if (!message.Headers.TryAddWithoutValidation(header.Key, header.Value))
            {
                message.Content.Headers.TryAddWithoutValidation(header.Key, header.Value);
            }
        }

        return message;
    }

    /// <summary>Streams a complete response, with its length if it is known.</summary>
    public static async Task SendAsync(HttpResponseMessage message, HttpResponse response, CancellationToken cancellationToken)
    {
        CopyHead(message, response);
        if (AllowsBody(response))
        {
            response.ContentLength = message.Content.Headers.ContentLength;
            await message.Content.CopyToAsync(response.Body, cancellationToken);
        }
    }

    /// <summary>Copies the status and all headers except Content-Length.</summary>
    public static void CopyHead(HttpResponseMessage message, HttpResponse response)
    {
        response.StatusCode = (int)message.StatusCode;
        foreach (var header in message.Headers.NonValidated.Concat(message.Content.Headers.NonValidated))
        {
            response.Headers[header.Key] = header.Value.ToArray();
        }

        response.ContentLength = null;
    }

    private static bool AllowsBody(HttpResponse response) =>
        response.StatusCode is >= 200 and not (StatusCodes.Status204NoContent or StatusCodes.Status304NotModified)
        && !HttpMethods.IsHead(response.HttpContext.Request.Method);
}
