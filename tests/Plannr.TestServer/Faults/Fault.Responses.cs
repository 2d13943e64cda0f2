using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Plannr.TestServer.Faults;

/// <content>Faults that are answers: complete, but not the ones hoped for.</content>
public sealed partial record Fault
{
    private const string Json = "application/json";

    /// <summary>Another status.</summary>
    /// <param name="status">The status code.</param>
    /// <param name="body">The body as text.</param>
    /// <param name="contentType">Its content type, or null to send none.</param>
    /// <param name="headers">Further headers, such as <c>Retry-After</c>.</param>
    public static Fault Status(int status, string body = "", string? contentType = Json, params (string Name, string Value)[] headers) =>
        new($"status {status}", context => context.SendAsync(Message(status, body, contentType, headers)));

    /// <summary>A redirect.</summary>
    /// <param name="location">Where to, absolute or relative.</param>
    /// <param name="status">The status code.</param>
    public static Fault Redirect(string location, int status = 302) =>
        Status(status, string.Empty, null, ("Location", location)) with { Name = $"redirect {status}" };

    /// <summary>A page of HTML where JSON is due, as proxies and maintenance pages send it.</summary>
    /// <param name="body">The page, or null for a plausible one.</param>
    /// <param name="status">The status code.</param>
    public static Fault Html(string? body = null, int status = 200) =>
        Status(status, body ?? "<!DOCTYPE html><html><head><title>Down for maintenance</title></head><body>Back soon.</body></html>", "text/html; charset=utf-8") with
        {
            Name = $"HTML {status}",
        };

    /// <summary>Success without a body.</summary>
    public static Fault NoContent() => Status(204, string.Empty, null) with { Name = "no content" };

    /// <summary>The right answer with half of its JSON, and a Content-Length that agrees with the half.</summary>
    public static Fault TruncatedJson() =>
        RewriteBody(body => body[..(body.Length / 2)]) with { Name = "truncated JSON" };

    /// <summary>The right answer with its body changed, for wrong links, repeated records and unexpected types.</summary>
    /// <param name="rewrite">Makes the new body from the right one.</param>
    public static Fault RewriteBody(Func<string, string> rewrite) =>
        RewriteBytes(body => Encoding.UTF8.GetBytes(rewrite(Encoding.UTF8.GetString(body)))) with { Name = "rewritten body" };

    /// <summary>The right answer with the bytes of its body changed, for packed bodies and damaged ones. Content-Length agrees with the new body.</summary>
    /// <param name="rewrite">Makes the new body from the right one.</param>
    /// <param name="contentEncoding">The Content-Encoding header, or null to send none.</param>
    /// <param name="status">Another status, or null for the right one.</param>
    public static Fault RewriteBytes(Func<byte[], byte[]> rewrite, string? contentEncoding = null, int? status = null) => new("rewritten bytes", async context =>
    {
        using var answer = await context.GetAnswerAsync();
        var contentType = answer.Content.Headers.ContentType;
        answer.Content = new ByteArrayContent(rewrite(await answer.Content.ReadAsByteArrayAsync(context.CancellationToken)));
        answer.Content.Headers.ContentType = contentType;
        answer.StatusCode = status is null ? answer.StatusCode : (HttpStatusCode)status;
        if (contentEncoding is not null)
        {
            answer.Content.Headers.TryAddWithoutValidation("Content-Encoding", contentEncoding);
        }

        await context.SendAsync(answer);
    });

    /// <summary>The right answer without some of its headers.</summary>
    /// <param name="names">The names of the headers to leave out.</param>
    public static Fault WithoutHeaders(params string[] names) => new("missing headers", async context =>
    {
        using var answer = await context.GetAnswerAsync();
        foreach (var headers in new HttpHeaders[] { answer.Headers, answer.Content.Headers })
        {
            // Asking a collection to remove a name that belongs to the other kind throws, so it is asked what it has first.
            foreach (var name in names.Where(headers.NonValidated.Contains))
            {
                headers.Remove(name);
            }
        }

        await context.SendAsync(answer);
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
