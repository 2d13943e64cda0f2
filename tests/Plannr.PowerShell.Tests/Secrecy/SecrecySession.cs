namespace Plannr.PowerShell.Tests.Secrecy;

/// <summary>
/// A session that records every secret that was passed, sent or received, and in which every cmdlet writes verbose and debug messages.
/// </summary>
internal sealed class SecrecySession : IAsyncDisposable
{
    public const string PersonalToken = "pat-7f3c/91e84b6f.c2lnbmF0dXJl";

    private static readonly string[] SecretFields = ["access_token", "refresh_token", "client_secret", "code", "code_verifier"];

    private readonly Func<Uri, bool> _open = Browser.Open;
    private readonly HttpClient _browser = new();
    private readonly List<Task> _browsing = [];
    private readonly HashSet<string> _collected = [];
    private readonly SignInSession _signIn;

    private SecrecySession(SignInSession signIn) => _signIn = signIn;

    public TestServer.SandboxServer Server => _signIn.Server;

    public ModuleSession Session => _signIn.Session;

    /// <summary>The secrets so far: those passed to Connect-Plannr and those sent or received.</summary>
    public string[] Secrets =>
        [.. ((string[])[PersonalToken, SandboxData.RefreshToken, SandboxData.ConfidentialClientSecret]).Concat(_collected).Concat(Server.Requests.SelectMany(SecretsIn)).Distinct()];

    public static async Task<SecrecySession> StartAsync()
    {
        var started = new SecrecySession(await SignInSession.StartAsync());

        // Skips the waits for retries, polls and the rate limit.
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

    /// <summary>Collects the tokens and signing secrets from the server's normal responses.</summary>
    public void ServeTokens()
    {
        Server.Faults.Add(Fault.RewriteBody(CollectTokens) with { Matches = request => request.Path == "/oauth/token" });
        Server.Faults.Add(Fault.RewriteBody(CollectSigningSecrets) with { Matches = request => request.Path.Contains("/webhook-subscriptions", StringComparison.Ordinal) });
    }

    /// <summary>Adds a secret to search for.</summary>
    public void AddSecret(string secret) => _collected.Add(secret);

    /// <summary>Runs a script and asserts that its output, messages and errors contain no secrets.</summary>
    public ScriptResult RunAndSearch(string script)
    {
        ScriptResult result = Session.Run(script);
        object?[] left = [.. Session.Run("$Error; Get-PlannrConnection -Verbose:$false -Debug:$false").Output];
        var search = new SecretSearch(Secrets);
        search.AssertIsNotIn(new object?[] { result.Output, result.Errors, result.Terminating, result.Verbose, result.Debug, result.Warnings, left });
        search.AssertIsNotIn(Session.Host.TakeText());

        // Searches the output as Export-Clixml and remoting serialize it. Errors are omitted because they reference the whole session and take seconds to serialize.
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
            // A fault made the browser's request fail; these tests do not check the page.
        }

        _browser.Dispose();
        await _signIn.DisposeAsync();
    }

    private bool Browse(Uri address)
    {
        _browsing.Add(Task.Run(() => _browser.GetStringAsync(address)));
        return true;
    }

    private string CollectTokens(string body)
    {
        using JsonDocument response = JsonDocument.Parse(body);
        foreach (string field in SecretFields.Where(field => response.RootElement.TryGetProperty(field, out _)))
        {
            _collected.Add(response.RootElement.GetProperty(field).GetString()!);
        }

        return body;
    }

    private string CollectSigningSecrets(string body)
    {
        _collected.UnionWith(Regex.Matches(body, "\"signing_secret\":\"([^\"]+)\"").Select(match => match.Groups[1].Value));
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
