namespace Plannr.PowerShell.Tests.Connections;

[Collection(ModuleSession.Collection)]
public sealed class NotConnectedTests : IDisposable
{
    private const string ErrorId = "PlannrNotConnected,Plannr.PowerShell.Automations.GetPlannrAutomationExecutionCommand";
    private const string Get = "Get-PlannrAutomationExecution 82f16694-dbe3-4787-bd57-ab9eec12b43f";

    private readonly ModuleSession _session = new();

    public void Dispose() => _session.Dispose();

    [Fact]
    public void Cmdlet_without_a_connection_throws_a_terminating_error_that_recommends_connecting()
    {
        ErrorRecord error = _session.Run(Get).ShouldTerminate();

        Assert.Equal(ErrorId, error.FullyQualifiedErrorId);
        Assert.Equal(ErrorCategory.ConnectionError, error.CategoryInfo.Category);
        Assert.Equal("There is no connection to Plannr.", error.ErrorDetails.Message);
        Assert.Equal(
            "Connect first: Connect-Plannr -AccessToken (Read-Host 'Access token' -AsSecureString), or Connect-Plannr -Demo to try the module without a token.",
            error.ErrorDetails.RecommendedAction);
    }

    [Fact]
    public void Several_piped_items_cause_only_one_terminating_error_without_a_connection()
    {
        ScriptResult result = _session.Run($"try {{ 1..3 | ForEach-Object {{ [guid]::NewGuid() }} | Get-PlannrAutomationExecution; 'went on' }} catch {{ $_.FullyQualifiedErrorId }}");

        Assert.Equal([ErrorId], result.ShouldSucceed().As<string>());
    }

    [Fact]
    public void Cmdlet_throws_a_terminating_error_after_Disconnect_Plannr() =>
        Assert.Equal(ErrorId, _session.Run($"Connect-Plannr -Demo; Disconnect-Plannr; {Get}").ShouldTerminate().FullyQualifiedErrorId);

    [Fact]
    public void Error_for_an_unknown_connection_lists_the_known_connections()
    {
        _session.Run("Connect-Plannr -Demo -Name office").ShouldSucceed();

        ErrorRecord error = _session.Run(Get + " -Connection home").ShouldTerminate();

        Assert.Equal(ErrorId, error.FullyQualifiedErrorId);
        Assert.Equal("home", error.TargetObject);
        Assert.Equal("There is no connection named 'home'.", error.ErrorDetails.Message);
        Assert.Contains("'office'", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-Connection first")]
    [InlineData("-Connection FIRST")]
    [InlineData("-Connection (Get-PlannrConnection first)")]
    public async Task Connection_is_selected_by_name_or_object(string parameter)
    {
        await using SandboxServer server = await SandboxServer.StartAsync();
        _session.Set("Token", ModuleSession.Secret("some-token"));
        _session.Set("Base", server.BaseUri);
        _session.Run("Connect-Plannr -Demo -Name first; Connect-Plannr -AccessToken $Token -BaseUri $Base -Name second").ShouldSucceed();
        server.ClearRequests();

        Assert.Single(_session.Run($"{Get} {parameter}").ShouldSucceed().Output);

        Assert.Empty(server.Requests);
    }
}
