namespace Plannr.PowerShell.Tests.Serving;

/// <summary>A session that is connected over real sockets to a server on this machine.</summary>
internal sealed class ServedSession : IAsyncDisposable
{
    public const string Token = "engine-tests-token";

    private ServedSession(SandboxServer server) => Server = server;

    public SandboxServer Server { get; }

    public ModuleSession Session { get; } = new();

    /// <summary>The requested paths with their queries, in order of arrival.</summary>
    public string[] Paths => [.. Server.Requests.Select(request => request.Query.Length == 0 ? request.Path : $"{request.Path}?{request.Query}")];

    /// <summary>Starts a server and a session that is connected to it and does not retry.</summary>
    /// <param name="clock">The clock of the connection; by default, the system clock.</param>
    public static async Task<ServedSession> StartAsync(TimeProvider? clock = null)
    {
        var served = new ServedSession(await SandboxServer.StartAsync());
        served.Session.Set("Base", served.Server.BaseUri);
        served.Session.Set("Token", ModuleSession.Secret(Token));
        served.Connect(clock ?? TimeProvider.System, retries: 0);
        return served;
    }

    /// <summary>Reconnects with another clock, retry count or size limit, and clears the recorded requests.</summary>
    public void Connect(TimeProvider clock, int retries, long? maximumBodySize = null)
    {
        Tune(clock, retries, maximumBodySize);
        Session.Run("Connect-Plannr -AccessToken $Token -BaseUri $Base -SkipAccountResolution").ShouldSucceed();
        Server.ClearRequests();
    }

    public async ValueTask DisposeAsync()
    {
        Session.Dispose();
        await Server.DisposeAsync();
    }

    // This is a separate method because the factory's type can be resolved only after the module is imported.
    private static void Tune(TimeProvider clock, int retries, long? maximumBodySize) =>
        ClientFactory.Replace(new TunedClientFactory(clock, retries, maximumBodySize));
}
