namespace Plannr.TestServer.Recording;

/// <summary>A request as it came over the wire.</summary>
public sealed record RecordedRequest
{
    /// <summary>1 for the first request since the start or since <see cref="SandboxServer.ClearRequests"/>.</summary>
    public required int Number { get; init; }

    /// <summary>The HTTP method.</summary>
    public required string Method { get; init; }

    /// <summary>The path with its leading slash and with its percent-encoding untouched.</summary>
    public required string Path { get; init; }

    /// <summary>The query without its question mark and with its percent-encoding untouched; empty when there is none.</summary>
    public required string Query { get; init; }

    /// <summary>Every header by its name, in any case of letters; one value for each time that the header was sent.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<string>> Headers { get; init; }

    /// <summary>The body as UTF-8 text, empty when there is none.</summary>
    public required string Body { get; init; }

    /// <summary>When the whole request had arrived, in real time.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>The same for all requests that shared a TCP connection.</summary>
    public required string ConnectionId { get; init; }

    /// <summary>How many requests the server was answering at that moment, this one counted.</summary>
    public required int Concurrency { get; init; }

    /// <summary>The name of the fault that the request met, or null.</summary>
    public string? Fault { get; init; }

    /// <summary>The values of a header joined by a comma, or null when it was not sent.</summary>
    /// <param name="name">The name of the header, in any case of letters.</param>
    public string? Header(string name) => Headers.TryGetValue(name, out var values) ? string.Join(", ", values) : null;

    /// <summary>Method, path and query, for messages of failing tests.</summary>
    public override string ToString() => Query.Length == 0 ? $"{Method} {Path}" : $"{Method} {Path}?{Query}";
}
