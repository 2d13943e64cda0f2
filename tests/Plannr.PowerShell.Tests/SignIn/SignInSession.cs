namespace Plannr.PowerShell.Tests.SignIn;

/// <summary>A session that is not connected yet, a server to connect to, and an environment without the token, account and URL variables.</summary>
internal sealed class SignInSession : IAsyncDisposable
{
    private static readonly string[] Variables = ["PLANNR_ACCESS_TOKEN", "PLANNR_ACCOUNT_UUID", "PLANNR_BASE_URI"];

    private readonly string?[] _before = [.. Variables.Select(Environment.GetEnvironmentVariable)];

    private SignInSession(SandboxServer server) => Server = server;

    public SandboxServer Server { get; }

    public ModuleSession Session { get; } = new();

    public string[] Requests => [.. Server.Requests.Select(request => request.ToString())];

    public static async Task<SignInSession> StartAsync(SandboxOptions? sandbox = null, TimeProvider? clock = null)
    {
        var started = new SignInSession(await SandboxServer.StartAsync(new SandboxServerOptions
        {
            Sandbox = sandbox ?? new SandboxOptions(),
            TimeProvider = clock ?? TimeProvider.System,
        }));
        foreach (string variable in Variables)
        {
            Environment.SetEnvironmentVariable(variable, null);
        }

        started.Session.Set("Base", started.Server.BaseUri);
        return started;
    }

    /// <summary>Runs Connect-Plannr and returns the new connection.</summary>
    public PlannrConnection Connect(string parameters) =>
        Session.Run($"Connect-Plannr {parameters} -PassThru").ShouldSucceed().As<PlannrConnection>().Single();

    /// <summary>Returns the requests to the token endpoint.</summary>
    public RecordedRequest[] TokenRequests() => [.. Server.Requests.Where(request => request.Path == "/oauth/token")];

    public async ValueTask DisposeAsync()
    {
        Session.Dispose();
        foreach ((string variable, string? value) in Variables.Zip(_before))
        {
            Environment.SetEnvironmentVariable(variable, value);
        }

        await Server.DisposeAsync();
    }
}
