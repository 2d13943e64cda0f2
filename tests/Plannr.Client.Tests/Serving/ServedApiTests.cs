namespace Plannr.Client.Tests.Serving;

/// <summary>The base of tests that look at what the client makes of an answer.</summary>
public abstract class ServedApiTests : IAsyncLifetime
{
    private protected ServedApi Api { get; private set; } = null!;

    public async Task InitializeAsync() => Api = await ServedApi.StartAsync();

    public async Task DisposeAsync() => await Api.DisposeAsync();
}
