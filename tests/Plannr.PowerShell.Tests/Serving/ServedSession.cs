namespace Plannr.PowerShell.Tests.Serving;

/// <summary>A session that is connected to a server on this machine, over real sockets.</summary>
internal sealed class ServedSession : IAsyncDisposable
{
    public const string Token = "engine-tests-token";

    private ServedSession(SandboxServer server) => Server = server;

    public SandboxServer Server { get; }

    public ModuleSession Session { get; } = new();

    /// <summary>The paths that were asked for, with their queries, in the order of their arrival.</summary>
    public string[] Paths => [.. Server.Requests.Select(request => request.Query.Length == 0 ? request.Path : $"{request.Path}?{request.Query}")];

    /// <summary>Starts a server, and a session connected to it that sends each request once.</summary>
    /// <param name="clock">The clock of the connection; the system's unless given.</param>
    public static async Task<ServedSession> StartAsync(TimeProvider? clock = null)
    {
        var served = new ServedSession(await SandboxServer.StartAsync());
        served.Session.Set("Base", served.Server.BaseUri);
        served.Session.Set("Token", ModuleSession.Secret(Token));
        served.Connect(clock ?? TimeProvider.System, retries: 0);
        return served;
    }

    /// <summary>Makes the connection anew, with another clock, further attempts or another limit of size. The request that checks it is forgotten.</summary>
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

    // Not in one method: the factory's type is found only after the import.
    private static void Tune(TimeProvider clock, int retries, long? maximumBodySize) =>
        ClientFactory.Replace(new TunedClientFactory(clock, retries, maximumBodySize));
}
