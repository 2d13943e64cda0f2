namespace Plannr.Sandbox.Routing;

/// <summary>A request after routing.</summary>
/// <param name="Message">The HTTP request.</param>
/// <param name="Values">The values of the route template's parameters, by name.</param>
/// <param name="Query">The query string.</param>
/// <param name="Body">The body as text; empty if there is none.</param>
/// <param name="Now">The current time.</param>
internal sealed record ApiRequest(
    HttpRequestMessage Message,
    IReadOnlyDictionary<string, string> Values,
    QueryParameters Query,
    string Body,
    DateTimeOffset Now)
{
    public Uri Address { get; } = Message.RequestUri!;
}
