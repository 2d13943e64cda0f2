namespace Plannr.PowerShell.Tests.SignIn;

/// <summary>Connections belong to the runspace that created them. Other runspaces can use them, but can close or change them only if they are passed as objects.</summary>
[Collection(ModuleSession.Collection)]
public sealed class RunspaceOwnershipTests : IAsyncLifetime
{
    private const string One = "Bearer " + SandboxData.AccessToken;
    private const string Two = "Bearer " + SandboxData.SecondUserToken;

    private readonly List<ModuleSession> _sessions = [];
    private SignInSession _signIn = null!;

    private ModuleSession Owner => _signIn.Session;

    public async Task InitializeAsync()
    {
        _signIn = await SignInSession.StartAsync();
        Prepare(Owner);
        Owner.Run("Connect-Plannr -AccessToken $One -BaseUri $Base -Name one").ShouldSucceed();
        _signIn.Server.ClearRequests();
    }

    public async Task DisposeAsync()
    {
        _sessions.ForEach(session => session.Dispose());
        await _signIn.DisposeAsync();
    }

    [Theory]
    [InlineData("")]
    [InlineData("-Connection one")]
    [InlineData("-Connection (Get-PlannrConnection)")]
    public void Runspace_without_a_connection_uses_the_only_one_in_the_process(string parameters)
    {
        ModuleSession other = Session();

        Assert.NotEmpty(other.Run($"Get-PlannrLogin {parameters}").ShouldSucceed().Output);

        Assert.Equal([One], Tokens());
        Assert.Equal(["one True"], Connections(other));
    }

    [Fact]
    public void Runspace_without_a_connection_must_specify_one_if_the_process_has_several()
    {
        ConnectTwo(Owner, "two");
        ModuleSession other = Session();
        other.Set("Connection", Owner.Run("Get-PlannrConnection two").ShouldSucceed().As<PlannrConnection>().Single());

        ErrorRecord error = other.Run("Get-PlannrLogin").ShouldTerminate();

        Assert.StartsWith("PlannrNotConnected,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal("This runspace has no connection of its own, and the process has several: 'one', 'two'.", error.Exception.Message);
        Assert.Contains("-Connection", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Empty(_signIn.Server.Requests);
        Assert.Equal(["one False", "two False"], Connections(other));
        other.Run("Get-PlannrLogin -Connection $Connection; Get-PlannrLogin -Connection one").ShouldSucceed();
        Assert.Equal([Two, One], Tokens());
    }

    [Fact]
    public void Third_runspace_must_pass_an_object_if_two_runspaces_use_the_same_connection_name()
    {
        ConnectTwo(Session(), "ONE");
        ModuleSession third = Session();

        ErrorRecord error = third.Run("Get-PlannrLogin -Connection one").ShouldTerminate();

        Assert.Equal("This runspace has no connection of its own, and the process has several named 'one'.", error.Exception.Message);
        Assert.Empty(third.Run("[Plannr.PowerShell.Connections.ConnectionCompleter]::new().CompleteArgument('', '', '', $null, @{})").ShouldSucceed().Output);
        third.Run("Get-PlannrConnection | ForEach-Object { Get-PlannrLogin -Connection $_ }").ShouldSucceed();
        Assert.Equal([One, Two], Tokens());
    }

    [Fact]
    public void Runspace_with_a_connection_finds_only_its_own_connections_and_does_not_change_other_defaults()
    {
        ConnectTwo(Owner, "two");
        ModuleSession other = Session();
        ConnectTwo(other, "ONE");

        Assert.Equal(["one False", "two True"], Connections(Owner));
        Assert.Equal(["ONE True"], Connections(other));
        other.Run("Get-PlannrLogin; Get-PlannrLogin -Connection one").ShouldSucceed();
        Owner.Run("Get-PlannrLogin -Connection one").ShouldSucceed();
        Assert.Equal("There is no connection named 'two'.", other.Run("Get-PlannrLogin -Connection two").ShouldTerminate().Exception.Message);
        Assert.Equal([Two, Two, One], Tokens());
    }

    [Theory]
    [InlineData("Disconnect-Plannr")]
    [InlineData("Disconnect-Plannr one")]
    [InlineData("'one' | Disconnect-Plannr")]
    [InlineData("Switch-PlannrAccount $Member")]
    [InlineData("Switch-PlannrAccount $Member -Connection one")]
    [InlineData("$Login | Switch-PlannrAccount")]
    public void Connection_of_another_runspace_is_not_closed_or_changed_unless_it_is_passed_as_an_object(string script)
    {
        ModuleSession other = Session();
        other.Set("Login", Owner.Run("(Get-PlannrLogin)[-1]").ShouldSucceed().Output[0]);

        ErrorRecord error = other.Run(script).ShouldHaveOneError();

        Assert.StartsWith("PlannrNotConnected,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal("The connection 'one' belongs to another runspace.", error.Exception.Message);
        Assert.Contains("as an object", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal([SandboxData.OwnerAccountUuid], Accounts());
    }

    [Fact]
    public void Connection_of_another_runspace_can_be_changed_and_closed_if_passed_as_an_object()
    {
        ModuleSession other = Session();

        other.Run("Switch-PlannrAccount $Member -Connection (Get-PlannrConnection)").ShouldSucceed();
        Assert.Equal([SandboxData.MemberAccountUuid], Accounts());

        other.Run("Get-PlannrConnection | Disconnect-Plannr").ShouldSucceed();
        Assert.Empty(Accounts());
    }

    [Fact]
    public void Disconnect_Plannr_with_All_closes_only_the_connections_of_its_runspace()
    {
        ModuleSession other = Session();
        ConnectTwo(other, "two");

        Session().Run("Disconnect-Plannr -All").ShouldSucceed();
        other.Run("Disconnect-Plannr -All").ShouldSucceed();

        Assert.Equal(["one True"], Connections(Owner));
    }

    private Guid[] Accounts() => [.. Owner.Run("Get-PlannrConnection | ForEach-Object AccountUuid").ShouldSucceed().As<Guid>()];

    private string[] Tokens() => [.. _signIn.Server.Requests.Select(request => request.Header("Authorization")!)];

    private void ConnectTwo(ModuleSession session, string name)
    {
        session.Run($"Connect-Plannr -AccessToken $Two -BaseUri $Base -Name {name}").ShouldSucceed();
        _signIn.Server.ClearRequests();
    }

    private ModuleSession Session()
    {
        var session = new ModuleSession();
        _sessions.Add(session);
        Prepare(session);
        return session;
    }

    private void Prepare(ModuleSession session)
    {
        session.Set("Base", _signIn.Server.BaseUri);
        session.Set("One", ModuleSession.Secret(SandboxData.AccessToken));
        session.Set("Two", ModuleSession.Secret(SandboxData.SecondUserToken));
        session.Set("Member", SandboxData.MemberAccountUuid);
    }

    private static string[] Connections(ModuleSession session) =>
        [.. session.Run("Get-PlannrConnection | ForEach-Object { \"$($_.Name) $($_.IsDefault)\" }").ShouldSucceed().As<string>()];
}
