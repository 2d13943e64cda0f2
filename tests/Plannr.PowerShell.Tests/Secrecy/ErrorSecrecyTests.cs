namespace Plannr.PowerShell.Tests.Secrecy;

/// <summary>
/// Error messages when the server echoes everything that it received, whether in the body, the fields of an error, the reason phrase,
/// a header or the URL of a redirect.
/// </summary>
[Collection(ModuleSession.Collection)]
public sealed class ErrorSecrecyTests : IAsyncLifetime
{
    private const string WithToken = "Connect-Plannr -AccessToken $Token -BaseUri $Base -MaximumRetryCount 0 -MaximumRetryDelaySec 1";
    private const string WithRefreshToken =
        "Connect-Plannr -ClientId " + SandboxData.ConfidentialClientId + " -ClientSecret $ClientSecret -RefreshToken $Refresh -BaseUri $Base -MaximumRetryCount 0 -MaximumRetryDelaySec 1";

    private const string ForeignToken = "token-of-another-user";

    private static readonly string EscapedNames = $$"""{"\u0061ccess\u005Ftoken": "{{ForeignToken}}", "message": {"client\u005fsecret": ["{{ForeignToken}}"]}""";

    private SecrecySession _secrecy = null!;

    private static readonly Dictionary<string, Func<RecordedRequest, HttpResponseMessage>> Echoes = new()
    {
        ["a JSON error (400)"] = request => Json(400, request),
        ["a JSON error (401)"] = request => Json(401, request),
        ["a JSON error (403)"] = request => Json(403, request),
        ["a JSON error (404)"] = request => Json(404, request),
        ["a JSON error (409)"] = request => Json(409, request),
        ["a JSON error (422)"] = request => Json(422, request),
        ["a JSON error (429)"] = request => Json(429, request),
        ["a JSON error (500)"] = request => Json(500, request),
        ["a JSON error (503)"] = request => Json(503, request),
        ["a text error"] = request => Respond(500, "You sent " + AllSecrets(request), "text/plain"),
        ["an HTML error"] = request => Respond(502, $"<html><head><title>{AllSecrets(request)}</title></head></html>", "text/html"),
        ["HTML instead of data"] = request => Respond(200, $"<html><body>{AllSecrets(request)}</body></html>", "text/html"),
        ["invalid JSON"] = request => Respond(200, "{\"access_token\":\"" + AllSecrets(request), "application/json"),
        ["JSON with escaped names"] = _ => Respond(500, EscapedNames + "}", "application/json"),
        ["truncated JSON with escaped names"] = _ => Respond(502, EscapedNames, "application/json"),
        ["an empty object"] = _ => Respond(200, "{}", "application/json"),
        ["a string instead of an object"] = request => Respond(200, JsonSerializer.Serialize(AllSecrets(request)), "application/json"),
        ["a redirect to a URL that contains the secrets"] = Redirect,
    };

    private static readonly Dictionary<string, Fault> Breaks = new()
    {
        ["a connection reset"] = Fault.Reset(),
        ["a truncated body"] = Fault.CutOffBody(),
        ["truncated JSON"] = Fault.TruncatedJson(),
    };

    public static TheoryData<string> Failures => [.. Echoes.Keys.Concat(Breaks.Keys)];

    public async Task InitializeAsync()
    {
        _secrecy = await SecrecySession.StartAsync();
        _secrecy.AddSecret(ForeignToken);
    }

    public async Task DisposeAsync() => await _secrecy.DisposeAsync();

    [Theory]
    [MemberData(nameof(Failures))]
    public void Failure_to_connect_with_a_token_reveals_no_secrets(string failure)
    {
        Break("/api/", failure);

        ErrorRecord error = _secrecy.RunAndSearch(WithToken).ShouldTerminate();

        Assert.StartsWith("Plannr", error.FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Failures))]
    public void Failure_to_refresh_the_token_reveals_no_secrets(string failure)
    {
        Break("/oauth/token", failure);

        ErrorRecord error = _secrecy.RunAndSearch(WithRefreshToken).ShouldTerminate();

        Assert.StartsWith("Plannr", error.FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Failures))]
    public void Failure_to_exchange_the_authorization_code_reveals_no_secrets(string failure)
    {
        Break("/oauth/token", failure);

        ErrorRecord error = _secrecy.RunAndSearch(CmdletScripts.SignIn).ShouldTerminate();

        Assert.StartsWith("Plannr", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains(_secrecy.Secrets, secret => secret.StartsWith("sandbox-code-", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Failures))]
    public void Failed_cmdlet_requests_reveal_no_secrets(string failure)
    {
        _secrecy.RunAndSearch(CmdletScripts.SignIn).ShouldSucceed();
        Break("/api/", failure);
        _secrecy.Session.Set("Scripts", CmdletScripts.All.Where(pair => pair.Key != "Disconnect-Plannr").Select(pair => pair.Value).ToArray());
        _secrecy.Session.Set("File", System.IO.Path.Combine(System.IO.Path.GetTempPath(), System.IO.Path.GetRandomFileName()));

        ScriptResult result = _secrecy.RunAndSearch("foreach ($script in $Scripts) { try { & ([scriptblock]::Create($script)) } catch { $_ } }");

        Assert.NotEmpty(result.Errors.Concat(result.Output.Select(item => item.BaseObject).OfType<ErrorRecord>()));
    }

    [Theory]
    [InlineData("-AccessToken $Plain", false)]
    [InlineData("-ClientId a -RefreshToken $Plain", false)]
    [InlineData("-ClientId a -ClientSecret $Plain", false)]
    [InlineData("-AccessToken $WithLineBreak", true)]
    [InlineData("-ClientId a -RefreshToken $WithLineBreak", true)]
    public void A_secret_in_an_invalid_argument_does_not_appear_in_the_error(string parameters, bool isModuleError)
    {
        _secrecy.Session.Set("Plain", SecrecySession.PersonalToken);
        _secrecy.Session.Set("WithLineBreak", ModuleSession.Secret(SecrecySession.PersonalToken + "\r\n"));

        ErrorRecord error = _secrecy.RunAndSearch("Connect-Plannr -BaseUri $Base " + parameters).ShouldTerminate();

        Assert.Equal(isModuleError, error.FullyQualifiedErrorId.StartsWith("PlannrInvalidConnection,", StringComparison.Ordinal));
        Assert.Empty(_secrecy.Server.Requests);
    }

    [Fact]
    public void The_code_of_another_sign_in_does_not_appear_in_the_error()
    {
        const string Code = "def50200-code-of-another-sign-in";
        _secrecy.Session.Set("Response", $"http://127.0.0.1:1/?code={Code}&state=another");

        ErrorRecord error = _secrecy.Session.Run($"Connect-Plannr -ClientId {SandboxData.PublicClientId} -BaseUri $Base -AuthorizationResponse $Response").ShouldTerminate();

        new SecretSearch([Code]).AssertIsNotIn(new object?[] { error.Exception, error.ErrorDetails, error.TargetObject, error.CategoryInfo, error.ToString() });
    }

    private void Break(string path, string failure)
    {
        if (Breaks.TryGetValue(failure, out Fault? fault))
        {
            _secrecy.Server.Faults.Clear();
            _secrecy.Server.Faults.Add(fault.ForPath(path));
            return;
        }

        _secrecy.Server.Faults.Clear();
        _secrecy.Server.Override = request => request.Path.StartsWith(path, StringComparison.Ordinal) ? Echoes[failure](request) : null;
    }

    /// <summary>Returns a request's Authorization header and body, followed by the token and the form values on their own.</summary>
    private static string AllSecrets(RecordedRequest request) => $"{request.Header("Authorization")} / {request.Body} / {string.Join(" ", SecretValues(request))}";

    private static string[] SecretValues(RecordedRequest request) =>
    [
        .. (string[])[(request.Header("Authorization") ?? string.Empty).Replace("Bearer ", string.Empty, StringComparison.Ordinal)],
        .. request.Body.Split('&').Select(field => WebUtility.UrlDecode(field[(field.IndexOf('=', StringComparison.Ordinal) + 1)..])),
    ];

    private static HttpResponseMessage Json(int status, RecordedRequest request)
    {
        string[] values = [.. SecretValues(request).Where(value => value.Length > 0)];
        return Respond(
            status,
            JsonSerializer.Serialize(new
            {
                message = "You sent " + AllSecrets(request),
                error = "invalid_request",
                error_description = "You sent " + string.Join(", ", values),
                hint = values,
                errors = values.Distinct().ToDictionary(value => "the field " + value, value => (string[])["not " + value]),
            }),
            "application/json",
            string.Join(" ", values));
    }

    private static HttpResponseMessage Redirect(RecordedRequest request)
    {
        HttpResponseMessage response = Respond(302, string.Empty, "text/html");
        string[] values = [.. SecretValues(request).Where(value => value.Length > 0).Select(Uri.EscapeDataString)];
        response.Headers.Location = new Uri($"https://elsewhere.example/{string.Join("/", values)}?q={string.Join("&q=", values)}");
        return response;
    }

    private static HttpResponseMessage Respond(int status, string body, string type, string? repeated = null)
    {
        var response = new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(body, Encoding.UTF8, type) };
        if (repeated is not null)
        {
            response.ReasonPhrase = "Refused " + repeated;
            response.Headers.TryAddWithoutValidation("X-You-Sent", repeated);
        }

        return response;
    }
}
