namespace Plannr.PowerShell.Tests.Requests;

/// <summary>The base class for the tests of Invoke-PlannrRequest.</summary>
[Collection(ModuleSession.Collection)]
public abstract class RequestTests : IAsyncLifetime
{
    private protected RequestSession Api { get; private set; } = null!;

    public virtual async Task InitializeAsync() => Api = await RequestSession.StartAsync();

    public virtual async Task DisposeAsync() => await Api.DisposeAsync();
}
