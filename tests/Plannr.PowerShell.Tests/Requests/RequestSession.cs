namespace Plannr.PowerShell.Tests.Requests;

/// <summary>A session connected to a server that returns the same JSON for every request, unless a test changes that.</summary>
internal sealed class RequestSession : IAsyncDisposable
{
    public const string Command = "Plannr.PowerShell.Requests.InvokePlannrRequestCommand";
    public const string InvalidRequest = "PlannrInvalidRequest," + Command;

    private RequestSession(ServedSession served) => Served = served;

    public ServedSession Served { get; }

    public ModuleSession Session => Served.Session;

    public TestServer.SandboxServer Server => Served.Server;

    /// <summary>The only request that was sent.</summary>
    public RecordedRequest Sent => Assert.Single(Server.Requests);

    public string[] Methods => [.. Server.Requests.Select(request => request.Method)];

    public static async Task<RequestSession> StartAsync()
    {
        var session = new RequestSession(await ServedSession.StartAsync());
        session.Respond("{}");
        return session;
    }

    public static HttpResponseMessage Json(string body, HttpStatusCode status = HttpStatusCode.OK, string type = "application/json") =>
        new(status) { Content = new StringContent(body, Encoding.UTF8, type) };

    public void Respond(string body, HttpStatusCode status = HttpStatusCode.OK, string type = "application/json") => Server.Override = _ => Json(body, status, type);

    /// <summary>Reconnects with another clock and retry count.</summary>
    public void Connect(TimeProvider clock, int retries)
    {
        Func<RecordedRequest, HttpResponseMessage?>? response = Server.Override;
        Server.Override = null;
        Served.Connect(clock, retries);
        Server.Override = response;
    }

    public ScriptResult Run(string script) => Session.Run(script);

    public ValueTask DisposeAsync() => Served.DisposeAsync();
}
