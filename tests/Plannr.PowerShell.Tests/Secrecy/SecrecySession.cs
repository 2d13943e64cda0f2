namespace Plannr.PowerShell.Tests.Secrecy;

/// <summary>
/// A session in which every cmdlet says all that it can (-Verbose -Debug), and that knows each secret that was given, sent or answered.
/// </summary>
internal sealed class SecrecySession : IAsyncDisposable
{
    public const string PersonalToken = "pat-7f3c/91e84b6f.c2lnbmF0dXJl";

    private static readonly string[] SecretFields = ["access_token", "refresh_token", "client_secret", "code", "code_verifier"];

    private readonly Func<Uri, bool> _open = Browser.Open;
    private readonly HttpClient _browser = new();
    private readonly List<Task> _browsing = [];
    private readonly HashSet<string> _answered = [];
    private readonly SignInSession _signIn;

    private SecrecySession(SignInSession signIn) => _signIn = signIn;

    public TestServer.SandboxServer Server => _signIn.Server;

    public ModuleSession Session => _signIn.Session;

    /// <summary>The secrets so far: those given to Connect-Plannr, and all that went over the wire in either direction.</summary>
    public string[] Secrets =>
        [.. ((string[])[PersonalToken, SandboxData.RefreshToken, SandboxData.ConfidentialClientSecret]).Concat(_answered).Concat(Server.Requests.SelectMany(SecretsIn)).Distinct()];

    public static async Task<SecrecySession> StartAsync()
    {
        var started = new SecrecySession(await SignInSession.StartAsync());

        // Retries, polling and the limit of requests wait.
        ModuleSession.UseClock(new LeapingClock());
        started.Session.Set("Token", ModuleSession.Secret(PersonalToken));
        started.Session.Set("Refresh", ModuleSession.Secret(SandboxData.RefreshToken));
        started.Session.Set("ClientSecret", ModuleSession.Secret(SandboxData.ConfidentialClientSecret));
        started.Session.Run("$PSDefaultParameterValues['*-Plannr*:Verbose'] = $true; $PSDefaultParameterValues['*-Plannr*:Debug'] = $true").ShouldSucceed();
        started.Server.Override = new DemoAnswers().Answer;
        started.ServeTokens();
        Browser.Open = started.Browse;
        return started;
    }

    /// <summary>Has the server answer as it does, and remembers the tokens that it gives.</summary>
    public void ServeTokens()
    {
        Server.Faults.Add(Fault.RewriteBody(Remember) with { Matches = request => request.Path == "/oauth/token" });
        Server.Faults.Add(Fault.RewriteBody(RememberSigning) with { Matches = request => request.Path.Contains("/webhook-subscriptions", StringComparison.Ordinal) });
    }

    /// <summary>Adds a secret to search for.</summary>
    public void AddSecret(string secret) => _answered.Add(secret);

    /// <summary>Runs a script and asserts that nothing that came of it holds a secret.</summary>
    public ScriptResult RunAndSearch(string script)
    {
        ScriptResult result = Session.Run(script);
        object?[] left = [.. Session.Run("$Error; Get-PlannrConnection -Verbose:$false -Debug:$false").Output];
        var search = new SecretSearch(Secrets);
        search.AssertIsNotIn(new object?[] { result.Output, result.Errors, result.Terminating, result.Verbose, result.Debug, result.Warnings, left });
        search.AssertIsNotIn(Session.Host.TakeText());

        // As Export-Clixml and a remote session would have it. An error leads to the whole session and takes seconds.
        foreach (PSObject item in result.Output.Where(item => item is { BaseObject: not ErrorRecord }))
        {
            search.AssertIsNotIn(PSSerializer.Serialize(item, 3));
        }

        return result;
    }

    public async ValueTask DisposeAsync()
    {
        Browser.Open = _open;
        try
        {
            await Task.WhenAll(_browsing).OrFail();
        }
        catch (HttpRequestException)
        {
            // A page that a fault has spoilt: the browser shows it, and the test looks at the session.
        }

        _browser.Dispose();
        await _signIn.DisposeAsync();
    }

    private bool Browse(Uri address)
    {
        _browsing.Add(Task.Run(() => _browser.GetStringAsync(address)));
        return true;
    }

    private string Remember(string body)
    {
        using JsonDocument answer = JsonDocument.Parse(body);
        foreach (string field in SecretFields.Where(field => answer.RootElement.TryGetProperty(field, out _)))
        {
            _answered.Add(answer.RootElement.GetProperty(field).GetString()!);
        }

        return body;
    }

    private string RememberSigning(string body)
    {
        _answered.UnionWith(Regex.Matches(body, "\"signing_secret\":\"([^\"]+)\"").Select(match => match.Groups[1].Value));
        return body;
    }

    private static IEnumerable<string> SecretsIn(RecordedRequest request)
    {
        if (request.Header("Authorization") is { } header)
        {
            yield return Regex.Replace(header, "^Bearer ", string.Empty);
        }

        System.Collections.Specialized.NameValueCollection form = HttpUtility.ParseQueryString(request.Body);
        foreach (string field in SecretFields.Where(field => form[field] is { Length: > 0 }))
        {
            yield return form[field]!;
        }
    }
}
