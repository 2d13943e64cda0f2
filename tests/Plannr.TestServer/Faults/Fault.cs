namespace Plannr.TestServer.Faults;

/// <summary>
/// A fault that the server injects: what happens, for which requests, and how many times. Static methods of this type create faults, and <c>with</c>
/// restricts them: <c>Fault.Reset() with { Matches = request => request.Number == 2, Times = 1 }</c>.
/// </summary>
/// <param name="Name">The name in the request log.</param>
/// <param name="Behaviour">Responds to the request, or fails to. May await; an <see cref="OperationCanceledException"/> ends it silently.</param>
public sealed partial record Fault(string Name, Func<FaultContext, Task> Behaviour)
{
    /// <summary>Selects the requests to affect; all by default. Called for one request at a time, in order of arrival.</summary>
    public Func<RecordedRequest, bool> Matches { get; init; } = _ => true;

    /// <summary>The number of matching requests to let through first.</summary>
    public int Skip { get; init; }

    /// <summary>The number of requests to affect, or null for no limit. With <see cref="FaultScope.Connection"/>, the number of connections.</summary>
    public int? Times { get; init; }

    /// <summary>Whether the fault affects one request or the rest of its connection.</summary>
    public FaultScope Scope { get; init; }

    /// <summary>Restricts the fault to requests whose path contains a text, such as a UUID.</summary>
    /// <param name="text">Part of the path; case-insensitive.</param>
    public Fault ForPath(string text) => this with { Matches = request => request.Path.Contains(text, StringComparison.OrdinalIgnoreCase) };

    /// <summary>Restricts the fault to the request with this number, counted since the start or since the log was cleared.</summary>
    /// <param name="number">The number; 1 for the first request.</param>
    public Fault ForRequest(int number) => this with { Matches = request => request.Number == number };

    /// <summary>Restricts the fault to one request.</summary>
    public Fault Once() => this with { Times = 1 };
}
