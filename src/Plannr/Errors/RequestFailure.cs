namespace Plannr;

/// <summary>What is known of a failed request.</summary>
internal readonly record struct RequestFailure(string Method, string Path, int? StatusCode = null, string? ServerMessage = null);
