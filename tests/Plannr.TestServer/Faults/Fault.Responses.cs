using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Plannr.TestServer.Faults;

/// <content>Faults that send a complete response, but not the expected one.</content>
public sealed partial record Fault
{
    private const string Json = "application/json";

    /// <summary>Responds with a status code.</summary>
    /// <param name="status">The status code.</param>
    /// <param name="body">The body as text.</param>
    /// <param name="contentType">The content type, or null to send none.</param>
    /// <param name="headers">Additional headers, such as <c>Retry-After</c>.</param>
    public static Fault Status(int status, string body = "", string? contentType = Json, params (string Name, string Value)[] headers) =>
        new($"status {status}", context => context.SendAsync(Message(status, body, contentType, headers)));

    /// <summary>Responds with a redirect.</summary>
    /// <param name="location">The target, absolute or relative.</param>
    /// <param name="status">The status code.</param>
    public static Fault Redirect(string location, int status = 302) =>
        Status(status, string.Empty, null, ("Location", location)) with { Name = $"redirect {status}" };

    /// <summary>Responds with HTML instead of JSON, as proxies and servers under maintenance do.</summary>
    /// <param name="body">The HTML, or null for a typical maintenance page.</param>
    /// <param name="status">The status code.</param>
    public static Fault Html(string? body = null, int status = 200) =>
        Status(status, body ?? "<!DOCTYPE html><html><head><title>Down for maintenance</title></head><body>Back soon.</body></html>", "text/html; charset=utf-8") with
        {
            Name = $"HTML {status}",
        };

    /// <summary>Responds with a success status but without a body.</summary>
    public static Fault NoContent() => Status(204, string.Empty, null) with { Name = "no content" };

    /// <summary>Sends the first half of the normal JSON, with a Content-Length that matches that half.</summary>
    public static Fault TruncatedJson() =>
        RewriteBody(body => body[..(body.Length / 2)]) with { Name = "truncated JSON" };

    /// <summary>Changes the text of the normal response's body, to create wrong links, repeated records or unexpected types.</summary>
    /// <param name="rewrite">Returns the new body, given the normal one.</param>
    public static Fault RewriteBody(Func<string, string> rewrite) =>
        RewriteBytes(body => Encoding.UTF8.GetBytes(rewrite(Encoding.UTF8.GetString(body)))) with { Name = "rewritten body" };

    /// <summary>Changes the bytes of the normal response's body, to create compressed or damaged bodies. Content-Length matches the new body.</summary>
    /// <param name="rewrite">Returns the new body, given the normal one.</param>
    /// <param name="contentEncoding">The Content-Encoding header, or null to send none.</param>
    /// <param name="status">The new status code, or null to keep the normal one.</param>
    public static Fault RewriteBytes(Func<byte[], byte[]> rewrite, string? contentEncoding = null, int? status = null) => new("rewritten bytes", async context =>
    {
        using var response = await context.GetResponseAsync();
        var contentType = response.Content.Headers.ContentType;
        response.Content = new ByteArrayContent(rewrite(await response.Content.ReadAsByteArrayAsync(context.CancellationToken)));
        response.Content.Headers.ContentType = contentType;
        response.StatusCode = status is null ? response.StatusCode : (HttpStatusCode)status;
        if (contentEncoding is not null)
        {
            response.Content.Headers.TryAddWithoutValidation("Content-Encoding", contentEncoding);
        }

        await context.SendAsync(response);
    });

    /// <summary>Sends the normal response without some of its headers.</summary>
    /// <param name="names">The names of the headers to omit.</param>
    public static Fault WithoutHeaders(params string[] names) => new("missing headers", async context =>
    {
        using var response = await context.GetResponseAsync();
        foreach (var headers in new HttpHeaders[] { response.Headers, response.Content.Headers })
        {
            // Headers.Remove throws for a header name that belongs to the other collection.
            foreach (var name in names.Where(headers.NonValidated.Contains))
            {
                headers.Remove(name);
            }
        }

        await context.SendAsync(response);
    });

    private static HttpResponseMessage Message(int status, string body, string? contentType, (string Name, string Value)[] headers)
    {
        var message = new HttpResponseMessage((HttpStatusCode)status) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        message.Content.Headers.ContentType = contentType is null ? null : MediaTypeHeaderValue.Parse(contentType);
        foreach (var (name, value) in headers.Where(header => !message.Headers.TryAddWithoutValidation(header.Name, header.Value)))
        {
            message.Content.Headers.TryAddWithoutValidation(name, value);
        }

        return message;
    }
}
