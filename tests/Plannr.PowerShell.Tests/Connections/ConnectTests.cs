namespace Plannr.PowerShell.Tests.Connections;

[Collection(ModuleSession.Collection)]
public sealed class ConnectTests : IAsyncLifetime
{
    private const string Token = "a-secret-that-nobody-sees";
    private const string Command = "Plannr.PowerShell.Connections.ConnectPlannrCommand";

    private readonly ModuleSession _session = new();
    private SandboxServer _server = null!;

    public async Task InitializeAsync()
    {
        _server = await SandboxServer.StartAsync();
        _session.Set("Token", ModuleSession.Secret(Token));
        _session.Set("Base", _server.BaseUri);
    }

    public async Task DisposeAsync()
    {
        _session.Dispose();
        await _server.DisposeAsync();
    }

    [Theory]
    [InlineData("Connect-Plannr -Demo")]
    [InlineData("Connect-Plannr -AccessToken $Token -BaseUri $Base")]
    public void Connect_Plannr_writes_nothing(string script)
    {
        ScriptResult result = _session.Run(script).ShouldSucceed();

        Assert.Empty(result.Output);
        Assert.Empty(result.Verbose);
        Assert.Empty(result.Debug);
        Assert.Empty(result.Warnings);
        Assert.Equal(0, result.ProgressCount);
        Assert.Empty(_session.Host.TakeText());
    }

    [Fact]
    public void PassThru_returns_the_connection()
    {
        PlannrConnection connection = Connect("-AccessToken $Token -BaseUri $Base -AccountUuid 4c1f0a52-8d37-5b6e-a1c4-6f0e92d7b302 -Name office -PassThru");

        Assert.Equal("office", connection.Name);
        Assert.Equal(_server.BaseUri, connection.BaseUri);
        Assert.Equal(new Guid("4c1f0a52-8d37-5b6e-a1c4-6f0e92d7b302"), connection.AccountUuid);
        Assert.Equal("AccessToken", connection.Authentication);
        Assert.True(connection.IsDefault);
        Assert.Equal("office", connection.ToString());
    }

    [Fact]
    public void Demo_connection_needs_no_token_and_uses_the_account_of_the_demo_user()
    {
        PlannrConnection connection = Connect("-Demo -PassThru");

        Assert.Equal("Default", connection.Name);
        Assert.Equal("Demo", connection.Authentication);
        Assert.Equal(new Guid("4c1f0a52-8d37-5b6e-a1c4-6f0e92d7b301"), connection.AccountUuid);
        Assert.Equal("Octavia Ownerby", connection.AccountName);
    }

    [Fact]
    public void No_property_of_the_connection_contains_the_token()
    {
        _session.Run("Connect-Plannr -AccessToken $Token -BaseUri $Base").ShouldSucceed();

        IReadOnlyList<PSObject> values = _session.Run("(Get-PlannrConnection).PSObject.Properties.ForEach({ \"$($_.Name)=$($_.Value)\" })").ShouldSucceed().Output;

        Assert.Contains(values, value => value.ToString() == "Name=Default");
        Assert.DoesNotContain(values, value => value.ToString().Contains(Token, StringComparison.Ordinal));
    }

    [Fact]
    public void Newest_connection_is_the_default()
    {
        _session.Run("Connect-Plannr -Demo -Name first; Connect-Plannr -Demo -Name second").ShouldSucceed();

        Assert.Equal(["first False", "second True"], Connections());
    }

    [Fact]
    public void Connection_with_the_same_name_is_replaced_regardless_of_case()
    {
        _session.Run("Connect-Plannr -Demo -Name office; Connect-Plannr -Demo -Name other; Connect-Plannr -Demo -Name OFFICE").ShouldSucceed();

        Assert.Equal(["other False", "OFFICE True"], Connections());
    }

    [Fact]
    public void Replaced_connection_cannot_be_used()
    {
        _session.Run("$old = Connect-Plannr -Demo -PassThru; Connect-Plannr -Demo").ShouldSucceed();

        ErrorRecord error = _session.Run("Get-PlannrAutomationExecution 82f16694-dbe3-4787-bd57-ab9eec12b43f -Connection $old").ShouldTerminate();

        Assert.Equal("PlannrNotConnected,Plannr.PowerShell.Automations.GetPlannrAutomationExecutionCommand", error.FullyQualifiedErrorId);
        Assert.Contains("was closed", error.Exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://api.plannrcrm.com")]
    [InlineData("http://192.168.0.1/")]
    [InlineData("ftp://api.plannrcrm.com/")]
    [InlineData("api.plannrcrm.com")]
    [InlineData("https://api.plannrcrm.com/api/v1")]
    [InlineData("https://someone@api.plannrcrm.com/")]
    [InlineData("https://api.plannrcrm.com/?a=b")]
    public void Invalid_base_uri_is_rejected(string address)
    {
        _session.Set("Address", address);

        ErrorRecord error = _session.Run("Connect-Plannr -AccessToken $Token -BaseUri $Address -Name office").ShouldTerminate();

        Assert.Equal("PlannrInvalidConnection," + Command, error.FullyQualifiedErrorId);
        Assert.Equal(ErrorCategory.InvalidArgument, error.CategoryInfo.Category);
        Assert.Equal("office", error.TargetObject);
        Assert.NotEmpty(error.ErrorDetails.RecommendedAction);
        Assert.Empty(Connections());
    }

    [Fact]
    public void Rejected_base_uri_leaves_the_existing_connection_unchanged()
    {
        _session.Run("Connect-Plannr -Demo").ShouldSucceed();

        _session.Run("Connect-Plannr -AccessToken $Token -BaseUri http://api.plannrcrm.com").ShouldTerminate();

        Assert.Single(_session.Run("Get-PlannrAutomationExecution 82f16694-dbe3-4787-bd57-ab9eec12b43f").ShouldSucceed().Output);
    }

    [Fact]
    public void Plain_text_token_is_rejected()
    {
        ErrorRecord error = _session.Run($"Connect-Plannr -AccessToken '{Token}'").ShouldTerminate();

        Assert.StartsWith("ParameterArgumentTransformationError", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.DoesNotContain(Token, error.ToString(), StringComparison.Ordinal);
        Assert.Contains("Read-Host -AsSecureString", error.ToString(), StringComparison.Ordinal);
        Assert.Empty(Connections());
    }

    [Fact]
    public void Demo_and_token_cannot_be_combined() =>
        Assert.StartsWith("AmbiguousParameterSet", _session.Run("Connect-Plannr -Demo -AccessToken $Token").ShouldTerminate().FullyQualifiedErrorId, StringComparison.Ordinal);

    private PlannrConnection Connect(string parameters) =>
        Assert.Single(_session.Run("Connect-Plannr " + parameters).ShouldSucceed().As<PlannrConnection>());

    private string[] Connections() =>
        [.. _session.Run("Get-PlannrConnection").ShouldSucceed().As<PlannrConnection>().Select(connection => $"{connection.Name} {connection.IsDefault}")];
}
