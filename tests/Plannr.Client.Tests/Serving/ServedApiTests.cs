namespace Plannr.Client.Tests.Serving;

/// <summary>The base class for tests of how the client reads responses.</summary>
public abstract class ServedApiTests : IAsyncLifetime
{
    private protected ServedApi Api { get; private set; } = null!;

    public async Task InitializeAsync() => Api = await ServedApi.StartAsync();

    public async Task DisposeAsync() => await Api.DisposeAsync();
}
