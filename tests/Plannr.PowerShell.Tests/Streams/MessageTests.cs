namespace Plannr.PowerShell.Tests.Streams;

[Collection(ModuleSession.Collection)]
public sealed class MessageTests : IAsyncLifetime
{
    private const string Get = "Get-PlannrAutomationExecution 82f16694-dbe3-4787-bd57-ab9eec12b43f";
    private const string Request = "GET /api/v1/automation-executions/82f16694-dbe3-4787-bd57-ab9eec12b43f";

    private readonly FakeTimeProvider _clock = new();
    private ServedSession _served = null!;

    public async Task InitializeAsync()
    {
        _served = await ServedSession.StartAsync(_clock);
        _served.Server.Override = _ =>
        {
            _clock.Advance(TimeSpan.FromMilliseconds(250));
            return null;
        };
    }

    public async Task DisposeAsync() => await _served.DisposeAsync();

    [Fact]
    public void Only_output_is_written_if_Verbose_and_Debug_are_not_used()
    {
        ScriptResult result = _served.Session.Run(Get).ShouldSucceed();

        Assert.Single(result.Output);
        Assert.Empty(result.Verbose);
        Assert.Empty(result.Debug);
        Assert.Empty(result.Warnings);
        Assert.Equal(0, result.ProgressCount);
        Assert.Empty(_served.Session.Host.TakeText());
    }

    [Theory]
    [InlineData(Get + " -Verbose")]
    [InlineData("$VerbosePreference = 'Continue'; " + Get)]
    public void Verbose_shows_the_method_and_path_and_status_and_duration_of_each_request(string script)
    {
        ScriptResult result = _served.Session.Run(script).ShouldSucceed();

        Assert.Equal([Request + ": 200 OK in 250 ms"], result.Verbose);
        Assert.Empty(result.Debug);
    }

    [Fact]
    public void Verbose_shows_the_query_and_the_status_of_a_failed_request()
    {
        ScriptResult result = _served.Session.Run("Get-PlannrAutomationExecution 00000000-0000-4000-8000-000000000001 -IncludeAccount -Verbose");

        Assert.Equal(["GET /api/v1/automation-executions/00000000-0000-4000-8000-000000000001?include=account: 404 Not Found in 250 ms"], result.Verbose);
    }

    [Fact]
    public void Verbose_shows_every_request()
    {
        Runs.ServeAll(_served.Server);
        _served.Session.Set("Uuids", Runs.Uuids(20));

        ScriptResult result = _served.Session.Run("$Uuids | Get-PlannrAutomationExecution -Verbose").ShouldSucceed();

        Assert.Equal(
            Runs.Uuids(20).Select(uuid => $"GET /api/v1/automation-executions/{uuid}: 200 OK"),
            result.Verbose.Select(message => message[..message.IndexOf(" in ", StringComparison.Ordinal)]).Order());
    }

    [Theory]
    [InlineData("$VerbosePreference = 'Continue'; $DebugPreference = 'Continue'; " + Get + " -Verbose:$false -Debug:$false")]
    [InlineData("$VerbosePreference = 'Ignore'; $DebugPreference = 'Ignore'; " + Get)]
    public void Verbose_and_debug_messages_can_be_turned_off(string script)
    {
        ScriptResult result = _served.Session.Run(script).ShouldSucceed();

        Assert.Empty(result.Verbose);
        Assert.Empty(result.Debug);
    }

    [Theory]
    [InlineData(Get + " -Debug")]
    [InlineData("$DebugPreference = 'Continue'; " + Get)]
    public void Debug_shows_headers_and_bodies_with_the_token_redacted(string script)
    {
        ScriptResult result = _served.Session.Run(script).ShouldSucceed();

        Assert.Equal(2, result.Debug.Count);
        Assert.Equal(
            [
                Request,
                "Accept: application/json",
                "Authorization: ***",
                "Content-Type: application/json",
                "User-Agent: Plannr-PowerShell/" + StagedModule.Cmdlets.GetName().Version!.ToString(3),
            ],
            Lines(result.Debug[0]).Order(StringComparer.Ordinal).OrderBy(line => line != Request));
        Assert.StartsWith(Request + ": 200", result.Debug[1], StringComparison.Ordinal);
        Assert.Contains("Content-Type: application/json", Lines(result.Debug[1]));
        Assert.Contains("Send client welcome pack to newly created client", result.Debug[1], StringComparison.Ordinal);
        Assert.DoesNotContain(result.Debug, message => message.Contains(ServedSession.Token, StringComparison.Ordinal));

        // With -Debug, PowerShell would prompt before each verbose message, so none is written unless -Verbose is specified.
        Assert.Empty(result.Verbose);
    }

    [Fact]
    public void A_token_echoed_by_the_server_is_redacted_in_every_stream()
    {
        _served.Server.Faults.Add(Fault.Status(
            403,
            $$"""{"message":"Not with {{ServedSession.Token}}.","access_token":"another-secret"}""",
            "application/json",
            ("X-Echo", ServedSession.Token)));

        ScriptResult result = _served.Session.Run(Get + " -Verbose -Debug");

        string[] all =
        [
            .. result.Verbose, .. result.Debug, _served.Session.Host.TakeText(),
            .. result.Errors.Select(error => $"{error} {error.Exception} {error.ErrorDetails.Message} {error.ErrorDetails.RecommendedAction}"),
        ];
        Assert.Contains(all, text => text.Contains("Not with ***.", StringComparison.Ordinal));
        Assert.DoesNotContain(all, text => text.Contains(ServedSession.Token, StringComparison.Ordinal));
        Assert.DoesNotContain(all, text => text.Contains("another-secret", StringComparison.Ordinal));
    }

    [Fact]
    public void Connecting_with_Debug_does_not_cause_a_prompt()
    {
        ScriptResult result = _served.Session.Run("Connect-Plannr -AccessToken $Token -BaseUri $Base -Debug; Disconnect-Plannr -Debug").ShouldSucceed();

        Assert.Empty(result.Verbose);
    }

    [Fact]
    public void Connecting_and_disconnecting_write_verbose_messages()
    {
        ScriptResult result = _served.Session.Run("Connect-Plannr -AccessToken $Token -BaseUri $Base -Name office -Verbose -Debug; Disconnect-Plannr office -Verbose -Debug").ShouldSucceed();

        Assert.Contains(result.Verbose, message => message.Contains(_served.Server.BaseUri.ToString(), StringComparison.Ordinal));
        Assert.Contains("Closed the connection 'office'.", result.Verbose);
        Assert.DoesNotContain(result.Verbose.Concat(result.Debug), message => message.Contains(ServedSession.Token, StringComparison.Ordinal));
    }

    private static string[] Lines(string message) => message.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
