namespace Plannr;

/// <summary>
/// The Plannr API over one connection, each area of it in a file of its own. Safe to use from several threads at once. Every method throws a
/// <see cref="PlannrRequestException"/> when the request fails and an <see cref="OperationCanceledException"/> when it is cancelled.
/// </summary>
public partial interface IPlannrClient : IDisposable
{
    /// <summary>What the connection has used of the API so far.</summary>
    PlannrStatistics Statistics { get; }
}
