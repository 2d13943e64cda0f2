namespace Plannr.Sandbox.Routing;

/// <summary>A group of operations. To add a group, add a file to <c>Endpoints</c> and a line to <see cref="SandboxHandler"/>.</summary>
internal interface IEndpointGroup
{
    IEnumerable<Route> Routes { get; }
}
