namespace Plannr.PowerShell.Tests.Accounts;

[Collection(ModuleSession.Collection)]
public sealed class GetAccountTests : IAsyncLifetime
{
    private const string Seed = "2066e7c6-feb1-4e00-b55a-8a0f91d47bad";
    private const string Run = "/api/v1/automation-executions/82f16694-dbe3-4787-bd57-ab9eec12b43f";

    private ServedSession _served = null!;

    public async Task InitializeAsync() => _served = await ServedSession.StartAsync();

    public async Task DisposeAsync() => await _served.DisposeAsync();

    [Theory]
    [InlineData($"Get-PlannrAccount {Seed}")]
    [InlineData($"Get-PlannrAccount -Uuid {Seed}")]
    [InlineData($"Get-PlannrAccount -Id {Seed}")]
    [InlineData($"'{Seed}' | Get-PlannrAccount")]
    [InlineData($"[guid]'{Seed}' | Get-PlannrAccount")]
    [InlineData($"[pscustomobject]@{{ Uuid = [guid]::NewGuid(); AccountUuid = '{Seed}' }} | Get-PlannrAccount")]
    public void Uuid_binds_by_position_or_name_and_from_the_pipeline(string script)
    {
        Account account = Assert.Single(_served.Session.Run(script).ShouldSucceed().As<Account>());

        Assert.Equal(new Guid(Seed), account.Uuid);
        Assert.Equal(["GET"], _served.Server.Requests.Select(request => request.Method));
        Assert.Equal(["/api/v1/account/" + Seed], _served.Paths);
    }

    [Theory]
    [InlineData("Get-PlannrAutomationExecution 82f16694-dbe3-4787-bd57-ab9eec12b43f -IncludeAccount | Get-PlannrAccount")]
    [InlineData("(Get-PlannrAutomationExecution 82f16694-dbe3-4787-bd57-ab9eec12b43f -IncludeAccount | Get-PlannrAutomationStep)[0] | Get-PlannrAccount")]
    public void Account_of_a_piped_execution_or_step_is_returned(string script)
    {
        Account account = Assert.Single(_served.Session.Run(script).ShouldSucceed().As<Account>());

        Assert.Equal(new Guid(Seed), account.Uuid);
        Assert.Equal([Run + "?include=account", "/api/v1/account/" + Seed], _served.Paths);
    }

    [Fact]
    public void Piping_an_object_without_an_account_causes_an_error_and_sends_no_request()
    {
        _served.Session.Set("Seed", Seed);

        ScriptResult result = _served.Session.Run("[pscustomobject]@{ Uuid = $Seed; AccountUuid = $null } | Get-PlannrAccount");

        result.ShouldHaveOneError();
        Assert.Empty(result.Output);
        Assert.Empty(_served.Paths);
    }

    [Fact]
    public void Failed_request_for_one_uuid_causes_an_error_and_the_other_records_are_returned_in_order()
    {
        Guid[] uuids = [SandboxData.OwnerAccountUuid, SandboxData.AdminAccountUuid, SandboxData.MemberAccountUuid];
        _served.Server.Faults.Add(Fault.Status(404, """{"message":"No such account."}""").ForPath("/api/v1/account/" + uuids[1]));
        _served.Session.Set("Uuids", uuids);

        ScriptResult result = _served.Session.Run("$Uuids | Get-PlannrAccount");

        ErrorRecord error = result.ShouldHaveOneError();
        Assert.Equal("PlannrNotFound,Plannr.PowerShell.Accounts.GetPlannrAccountCommand", error.FullyQualifiedErrorId);
        Assert.Equal(uuids[1], error.TargetObject);
        Assert.Equal([uuids[0], uuids[2]], result.As<Account>().Select(account => account.Uuid!.Value));
        Assert.Equal(uuids.Select(uuid => "/api/v1/account/" + uuid).Order(), _served.Paths.Order());
    }
}
