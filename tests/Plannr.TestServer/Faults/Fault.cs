namespace Plannr.TestServer.Faults;

/// <summary>
/// A fault that the server injects. It defines what happens, for which requests and how many times. Static methods of this type create faults, and
/// <c>with</c> expressions restrict them, for example <c>Fault.Reset() with { Matches = request => request.Number == 2, Times = 1 }</c>.
/// </summary>
/// <param name="Name">The name in the request log.</param>
/// <param name="Behaviour">
/// Responds to the request, or fails to respond. An <see cref="OperationCanceledException"/> is not an error if the client has disconnected or the server
/// is stopping.
/// </param>
public sealed partial record Fault(string Name, Func<FaultContext, Task> Behaviour)
{
    /// <summary>A function that returns whether to affect a request; by default, it always returns true. It is called for one request at a time, in order of arrival.</summary>
    public Func<RecordedRequest, bool> Matches { get; init; } = _ => true;

    /// <summary>The number of matching requests to let through before the fault is injected.</summary>
    public int Skip { get; init; }

    /// <summary>The number of requests to affect, or null for no limit. With <see cref="FaultScope.Connection"/>, the number of connections.</summary>
    public int? Times { get; init; }

    /// <summary>Whether the fault affects only the matching request or also all later requests on its connection.</summary>
    public FaultScope Scope { get; init; }

    /// <summary>Restricts the fault to requests whose path contains the given text, such as a UUID.</summary>
    /// <param name="text">Part of the path; case-insensitive.</param>
    public Fault ForPath(string text) => this with { Matches = request => Matches(request) && request.Path.Contains(text, StringComparison.OrdinalIgnoreCase) };

    /// <summary>Restricts the fault to the request with the given <see cref="RecordedRequest.Number"/>.</summary>
    /// <param name="number">The number; 1 for the first request.</param>
    public Fault ForRequest(int number) => this with { Matches = request => Matches(request) && request.Number == number };

    /// <summary>Restricts the fault to one request or, with <see cref="FaultScope.Connection"/>, to one connection.</summary>
    public Fault Once() => this with { Times = 1 };
}
