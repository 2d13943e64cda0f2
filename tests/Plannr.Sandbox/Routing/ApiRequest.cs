namespace Plannr.Sandbox.Routing;

/// <summary>A request that has found its route.</summary>
/// <param name="Message">The request as it came.</param>
/// <param name="Values">The parts of the path that the route's template leaves open, by name.</param>
/// <param name="Query">The query string.</param>
/// <param name="Body">The body as text, empty for none.</param>
/// <param name="Now">The moment for which the answer holds.</param>
internal sealed record ApiRequest(
    HttpRequestMessage Message,
    IReadOnlyDictionary<string, string> Values,
    QueryParameters Query,
    string Body,
    DateTimeOffset Now)
{
    public Uri Address { get; } = Message.RequestUri!;
}
