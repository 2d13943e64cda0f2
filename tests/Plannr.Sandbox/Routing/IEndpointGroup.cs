namespace Plannr.Sandbox.Routing;

/// <summary>Operations that belong together. A new group is a new file in <c>Endpoints</c> and a line in <see cref="SandboxHandler"/>.</summary>
internal interface IEndpointGroup
{
    IEnumerable<Route> Routes { get; }
}
