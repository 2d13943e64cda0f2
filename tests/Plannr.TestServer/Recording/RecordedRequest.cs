namespace Plannr.TestServer.Recording;

/// <summary>A request as it was received.</summary>
public sealed record RecordedRequest
{
    /// <summary>The number of the request. The first request after the start of the server or after <see cref="SandboxServer.ClearRequests"/> is number 1.</summary>
    public required int Number { get; init; }

    /// <summary>The HTTP method.</summary>
    public required string Method { get; init; }

    /// <summary>The path with its leading slash and original percent-encoding.</summary>
    public required string Path { get; init; }

    /// <summary>The query without the question mark, with its original percent-encoding; empty if there is none.</summary>
    public required string Query { get; init; }

    /// <summary>The headers by case-insensitive name, with one value for each time that a header was sent.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<string>> Headers { get; init; }

    /// <summary>The body as UTF-8 text; empty if there is none.</summary>
    public required string Body { get; init; }

    /// <summary>The real time at which the request was completely received.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>The ID of the TCP connection.</summary>
    public required string ConnectionId { get; init; }

    /// <summary>The number of requests in progress when this one arrived, including this one.</summary>
    public required int Concurrency { get; init; }

    /// <summary>The name of the fault that affected the request, or null.</summary>
    public string? Fault { get; init; }

    /// <summary>Returns the values of a header, joined by commas, or null if it was not sent.</summary>
    /// <param name="name">The name of the header; case-insensitive.</param>
    public string? Header(string name) => Headers.TryGetValue(name, out var values) ? string.Join(", ", values) : null;

    /// <summary>Returns the method, path and query, for the messages of failing tests.</summary>
    public override string ToString() => Query.Length == 0 ? $"{Method} {Path}" : $"{Method} {Path}?{Query}";
}
