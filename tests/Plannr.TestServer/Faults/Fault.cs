namespace Plannr.TestServer.Faults;

/// <summary>
/// Something that goes wrong with an answer: what, for which requests, how often. The kinds are static methods of
/// this type; <c>with</c> says when: <c>Fault.Reset() with { Matches = request => request.Number == 2, Times = 1 }</c>.
/// </summary>
/// <param name="Name">What the log calls it.</param>
/// <param name="Behaviour">Answers the request, or fails to. May await; an <see cref="OperationCanceledException"/> ends it quietly.</param>
public sealed partial record Fault(string Name, Func<FaultContext, Task> Behaviour)
{
    /// <summary>Which requests it is for; all unless set. Called one request at a time, in the order of arrival.</summary>
    public Func<RecordedRequest, bool> Matches { get; init; } = _ => true;

    /// <summary>How many of the requests that match pass before it strikes first.</summary>
    public int Skip { get; init; }

    /// <summary>How often it strikes, or null for always. With <see cref="FaultScope.Connection"/> this counts connections.</summary>
    public int? Times { get; init; }

    /// <summary>Whether it stays with the connection once it has struck.</summary>
    public FaultScope Scope { get; init; }

    /// <summary>The same fault for requests whose path contains a text, such as a UUID.</summary>
    /// <param name="text">Part of the path, in any case of letters.</param>
    public Fault ForPath(string text) => this with { Matches = request => request.Path.Contains(text, StringComparison.OrdinalIgnoreCase) };

    /// <summary>The same fault for the request with this number since the start, or since the log was cleared.</summary>
    /// <param name="number">1 for the first.</param>
    public Fault ForRequest(int number) => this with { Matches = request => request.Number == number };

    /// <summary>The same fault, striking once.</summary>
    public Fault Once() => this with { Times = 1 };
}
