namespace Plannr.PowerShell.Tests.SignIn;

[Collection(ModuleSession.Collection)]
public sealed class AccountTests
{
    private const string Owner = "4c1f0a52-8d37-5b6e-a1c4-6f0e92d7b301";
    private const string Admin = "4c1f0a52-8d37-5b6e-a1c4-6f0e92d7b302";
    private const string Client = "4c1f0a52-8d37-5b6e-a1c4-6f0e92d7b304";

    [Theory]
    [InlineData(PreferredAccountPlacement.TopLevel)]
    [InlineData(PreferredAccountPlacement.PerLogin)]
    public async Task The_preferred_account_is_used_wherever_it_is_in_the_response(PreferredAccountPlacement placement)
    {
        await using SignInSession signIn = await StartAsync(new SandboxOptions
        {
            PreferredAccount = placement,
            LoginAccounts = [SandboxData.OwnClientAccountUuid, SandboxData.AdminAccountUuid, SandboxData.OwnerAccountUuid],
        });

        Assert.Equal(new Guid(Admin), signIn.Connect("-AccessToken $Token -BaseUri $Base").AccountUuid);
        Assert.Equal(["GET /api/v1/logins"], signIn.Requests);
        Assert.Null(signIn.Server.Requests[0].Header("X-PLANNR-ACCOUNT-UUID"));
    }

    [Fact]
    public async Task The_preferred_account_is_read_from_meta()
    {
        await using SignInSession signIn = await StartAsync(new SandboxOptions());
        Serve(signIn, $$$"""{"data":[{{{Login(Owner, "employee")}}},{{{Login(Admin, "employee")}}}],"meta":{"preferred_account_uuid":"{{{Admin}}}"}}""");

        Assert.Equal(new Guid(Admin), signIn.Connect("-AccessToken $Token -BaseUri $Base").AccountUuid);
    }

    [Fact]
    public async Task The_only_employee_account_is_used_if_no_account_is_preferred()
    {
        await using SignInSession signIn = await StartAsync(new SandboxOptions
        {
            PreferredAccount = PreferredAccountPlacement.Omitted,
            LoginAccounts = [SandboxData.OwnClientAccountUuid, SandboxData.OwnerAccountUuid],
        });

        PlannrConnection connection = signIn.Connect("-AccessToken $Token -BaseUri $Base");

        Assert.Equal(new Guid(Owner), connection.AccountUuid);
        Assert.Equal("Octavia Ownerby", connection.AccountName);
        signIn.Session.Run("Get-PlannrAutomationExecution 82f16694-dbe3-4787-bd57-ab9eec12b43f").ShouldSucceed();
        Assert.Equal(Owner, signIn.Server.Requests[1].Header("X-PLANNR-ACCOUNT-UUID"));
    }

    [Fact]
    public async Task Several_employee_accounts_cause_an_error_that_lists_the_choices()
    {
        await using SignInSession signIn = await StartAsync(new SandboxOptions
        {
            PreferredAccount = PreferredAccountPlacement.Omitted,
            LoginAccounts = [SandboxData.OwnerAccountUuid, SandboxData.AdminAccountUuid],
        });

        ErrorRecord error = signIn.Session.Run("Connect-Plannr -AccessToken $Token -BaseUri $Base").ShouldTerminate();

        Assert.Equal("PlannrAmbiguousAccount,Plannr.PowerShell.Connections.ConnectPlannrCommand", error.FullyQualifiedErrorId);
        Assert.Equal(ErrorCategory.InvalidArgument, error.CategoryInfo.Category);
        Assert.Equal(
            $"No account is specified, and none can be selected automatically. The user can act as:\n  Octavia Ownerby, Imaginary Wealth Partners, employee, {Owner}\n  Adminder Fileworthy, Imaginary Wealth Partners, employee, {Admin}",
            error.Exception.Message);
        Assert.Equal([Owner, Admin], ((PlannrAmbiguousAccountException)error.Exception).Choices.Select(login => login.AccountUuid.ToString()));
        Assert.Empty(signIn.Session.Run("Get-PlannrConnection").ShouldSucceed().Output);
    }

    [Theory]
    [InlineData("""{"data":[CLIENT]}""")]
    [InlineData("""{"data":[CLIENT],"preferred_account_uuid":"4c1f0a52-8d37-5b6e-a1c4-6f0e92d7b304"}""")]
    [InlineData("""{"data":[]}""")]
    [InlineData("""[CLIENT]""")]
    public async Task A_client_account_is_never_used_by_default(string logins)
    {
        await using SignInSession signIn = await StartAsync(new SandboxOptions());
        Serve(signIn, logins.Replace("CLIENT", Login(Client, "client"), StringComparison.Ordinal));

        ErrorRecord error = signIn.Session.Run("Connect-Plannr -AccessToken $Token -BaseUri $Base").ShouldTerminate();

        Assert.StartsWith("PlannrAmbiguousAccount,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(signIn.Session.Run("Get-PlannrConnection").ShouldSucceed().Output);
    }

    [Fact]
    public async Task All_pages_of_logins_are_read_to_find_employee_accounts()
    {
        await using SignInSession signIn = await StartAsync(new SandboxOptions());
        ServePages(signIn, Login(Owner, "employee"), Login(Admin, "employee"));

        ErrorRecord error = signIn.Session.Run("Connect-Plannr -AccessToken $Token -BaseUri $Base").ShouldTerminate();

        Assert.StartsWith("PlannrAmbiguousAccount,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(["GET /api/v1/logins", "GET /api/v1/logins?page=2"], signIn.Requests);
        Assert.Equal(16, ((PlannrAmbiguousAccountException)error.Exception).Choices.Count);
    }

    [Fact]
    public async Task All_pages_of_logins_are_listed()
    {
        await using SignInSession signIn = await StartAsync(new SandboxOptions());
        ServePages(signIn, Login(Owner, "employee"), Login(Client, "client"));

        Assert.Equal(new Guid(Owner), signIn.Connect("-AccessToken $Token -BaseUri $Base").AccountUuid);
        Assert.Equal(new Guid(Client), signIn.Session.Run("Get-PlannrLogin").ShouldSucceed().As<Login>()[^1].AccountUuid);
    }

    [Fact]
    public async Task A_next_link_to_another_server_in_the_list_of_logins_causes_an_error_and_is_not_followed()
    {
        await using SignInSession signIn = await StartAsync(new SandboxOptions());
        Serve(signIn, $$$"""{"data":[{{{Login(Owner, "employee")}}}],"links":{"next":"https://other.example/api/v1/logins?page=2"}}""");

        Assert.StartsWith("PlannrInvalidResponse,", signIn.Session.Run("Connect-Plannr -AccessToken $Token -BaseUri $Base").ShouldTerminate().FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_account_can_be_chosen()
    {
        await using SignInSession signIn = await StartAsync(new SandboxOptions());

        Assert.Equal(new Guid(Client), signIn.Connect($"-AccessToken $Token -BaseUri $Base -AccountUuid {Client}").AccountUuid);
        Assert.Equal(Client, signIn.Server.Requests[0].Header("X-PLANNR-ACCOUNT-UUID"));
    }

    [Fact]
    public async Task An_account_parameter_overrides_the_environment_variable()
    {
        await using SignInSession signIn = await StartAsync(new SandboxOptions());
        Environment.SetEnvironmentVariable("PLANNR_ACCOUNT_UUID", Admin);

        Assert.Equal(new Guid(Admin), signIn.Connect("-AccessToken $Token -BaseUri $Base").AccountUuid);
        Assert.Equal(new Guid(Owner), signIn.Connect($"-AccessToken $Token -BaseUri $Base -AccountUuid {Owner}").AccountUuid);
        Assert.Equal(new Guid(Admin), signIn.Connect("-AccessToken $Token -BaseUri $Base -SkipAccountResolution").AccountUuid);
        Assert.Equal(new Guid(Owner), signIn.Connect("-Demo").AccountUuid);
    }

    [Fact]
    public async Task SkipAccountResolution_without_an_account_sends_no_account_header()
    {
        await using SignInSession signIn = await StartAsync(new SandboxOptions());

        Assert.Null(signIn.Connect("-AccessToken $Token -BaseUri $Base -SkipAccountResolution").AccountUuid);
        Assert.Equal(["GET /api/v1/me"], signIn.Requests);
        Assert.Null(signIn.Server.Requests[0].Header("X-PLANNR-ACCOUNT-UUID"));
    }

    [Fact]
    public async Task Specifying_an_account_does_not_require_permission_to_list_logins()
    {
        await using SignInSession signIn = await StartAsync(new SandboxOptions());
        signIn.Server.Override = request => request.Path == "/api/v1/logins" ? new HttpResponseMessage(HttpStatusCode.Forbidden) : null;

        ScriptResult result = signIn.Session.Run($"Connect-Plannr -AccessToken $Token -BaseUri $Base -AccountUuid {Owner}").ShouldSucceed();

        Assert.Equal(["GET /api/v1/logins", "GET /api/v1/me"], signIn.Requests);
        Assert.Empty(result.Warnings);
        signIn.Session.Run("Connect-Plannr -AccessToken $Token -BaseUri $Base").ShouldTerminate();
    }

    [Theory]
    [InlineData("Connect-Plannr -AccessToken $Token -BaseUri $Base -AccountUuid 00000000-0000-4000-8000-00000000beef")]
    [InlineData("Connect-Plannr -AccessToken $Token -BaseUri $Base; Switch-PlannrAccount 00000000-0000-4000-8000-00000000beef")]
    public async Task An_account_without_a_login_causes_a_warning_that_lists_the_choices(string script)
    {
        await using SignInSession signIn = await StartAsync(new SandboxOptions());

        string warning = Assert.Single(signIn.Session.Run(script).ShouldSucceed().Warnings);

        Assert.StartsWith("The account 00000000-0000-4000-8000-00000000beef is not one of the accounts that the user can act as:", warning, StringComparison.Ordinal);
        Assert.Contains($"\n  Octavia Ownerby, Imaginary Wealth Partners, employee, {Owner}", warning, StringComparison.Ordinal);
        Assert.Equal(["GET /api/v1/logins"], signIn.Requests);
    }

    [Fact]
    public async Task Logins_are_listed_with_their_accounts()
    {
        await using SignInSession signIn = await StartAsync(new SandboxOptions());
        signIn.Connect("-AccessToken $Token -BaseUri $Base");

        Login[] logins = [.. signIn.Session.Run("Get-PlannrLogin").ShouldSucceed().As<Login>()];

        Assert.Equal(["Octavia Ownerby (Imaginary Wealth Partners)", "Octavia Ownerby (Imaginary Wealth Partners)"], logins.Select(login => login.ToString()));
        Assert.Equal([new Guid(Owner), new Guid(Client)], logins.Select(login => login.AccountUuid!.Value));
        Assert.Equal(["employee", "client"], logins.Select(login => login.AccountType));
        Assert.NotEqual(logins[0].Uuid, logins[0].AccountUuid);
        Assert.True(logins[0].Primary);
        Assert.True(logins[0].HasWritePermission);
        Assert.False(logins[1].HasWritePermission);
        Assert.Equal("octavia.ownerby@example.com", logins[0].Email);
    }

    [Theory]
    [InlineData("Switch-PlannrAccount " + Client)]
    [InlineData("Get-PlannrLogin | Where-Object AccountType -eq client | Switch-PlannrAccount")]
    [InlineData("Switch-PlannrAccount -AccountUuid " + Client + " -Connection Default")]
    public async Task Switching_uses_the_UUID_of_the_account_and_not_that_of_the_login(string script)
    {
        await using SignInSession signIn = await StartAsync(new SandboxOptions());
        PlannrConnection connection = signIn.Connect("-AccessToken $Token -BaseUri $Base");

        Assert.Empty(signIn.Session.Run(script).ShouldSucceed().Output);

        signIn.Server.ClearRequests();
        signIn.Session.Run("Get-PlannrAutomationExecution 82f16694-dbe3-4787-bd57-ab9eec12b43f").ShouldSucceed();
        Assert.Equal(new Guid(Client), connection.AccountUuid);
        Assert.Equal(Client, signIn.Server.Requests[0].Header("X-PLANNR-ACCOUNT-UUID"));
    }

    [Fact]
    public async Task Switching_one_connection_leaves_the_others_unchanged()
    {
        await using SignInSession signIn = await StartAsync(new SandboxOptions());
        PlannrConnection one = signIn.Connect("-AccessToken $Token -BaseUri $Base -Name one");
        PlannrConnection two = signIn.Connect("-AccessToken $Token -BaseUri $Base -Name two");

        PlannrConnection switched = signIn.Session.Run($"Switch-PlannrAccount {Client} -Connection one -PassThru").ShouldSucceed().As<PlannrConnection>().Single();

        Assert.Same(one, switched);
        Assert.Equal((new Guid(Client), new Guid(Owner)), (one.AccountUuid!.Value, two.AccountUuid!.Value));
    }

    [Fact]
    public async Task A_login_from_the_pipeline_switches_the_connection_that_returned_it()
    {
        await using SignInSession signIn = await StartAsync(new SandboxOptions());
        PlannrConnection one = signIn.Connect("-AccessToken $Token -BaseUri $Base -Name one");
        PlannrConnection two = signIn.Connect("-AccessToken $Token -BaseUri $Base -Name two");

        PlannrConnection switched = signIn.Session.Run("(Get-PlannrLogin -Connection one)[-1] | Switch-PlannrAccount -PassThru").ShouldSucceed().As<PlannrConnection>().Single();
        Assert.Same(one, switched);
        Assert.Equal((new Guid(Client), new Guid(Owner)), (one.AccountUuid!.Value, two.AccountUuid!.Value));

        signIn.Session.Run("(Get-PlannrLogin -Connection one)[-1] | Switch-PlannrAccount -Connection two").ShouldSucceed();
        Assert.Equal(new Guid(Client), two.AccountUuid);
    }

    [Fact]
    public async Task A_login_from_a_closed_connection_does_not_switch_another_connection()
    {
        await using SignInSession signIn = await StartAsync(new SandboxOptions());
        PlannrConnection other = signIn.Connect("-AccessToken $Token -BaseUri $Base");

        ErrorRecord error = signIn.Session.Run(
            "Connect-Plannr -AccessToken $Token -BaseUri $Base -Name closed; $logins = Get-PlannrLogin; Disconnect-Plannr; $logins[-1] | Switch-PlannrAccount").ShouldHaveOneError();

        Assert.StartsWith("PlannrNotConnected,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("the connection 'closed', which is closed", error.Exception.Message, StringComparison.Ordinal);
        Assert.Equal(new Guid(Owner), other.AccountUuid);
    }

    [Theory]
    [InlineData("$run")]
    [InlineData("$run | Get-PlannrAutomationStep")]
    public async Task The_client_of_a_piped_record_is_not_accepted_as_the_account_to_switch_to(string script)
    {
        await using SignInSession signIn = await StartAsync(new SandboxOptions());
        PlannrConnection connection = signIn.Connect("-AccessToken $Token -BaseUri $Base");
        signIn.Session.Run("$run = Get-PlannrAutomationExecution 82f16694-dbe3-4787-bd57-ab9eec12b43f -IncludeAccount").ShouldSucceed();

        ErrorRecord error = signIn.Session.Run($"{script} | Switch-PlannrAccount").ShouldHaveOneError();

        Assert.Contains("which this parameter does not accept", error.Exception.Message, StringComparison.Ordinal);
        Assert.Equal(new Guid(Owner), connection.AccountUuid);
    }

    private static async Task<SignInSession> StartAsync(SandboxOptions options)
    {
        SignInSession signIn = await SignInSession.StartAsync(options);
        signIn.Session.Set("Token", ModuleSession.Secret(SandboxData.AccessToken));
        return signIn;
    }

    private static void Serve(SignInSession signIn, string logins) => signIn.Server.Override = request => request.Path != "/api/v1/logins" ? null
        : new HttpResponseMessage { Content = new StringContent(logins, Encoding.UTF8, "application/json") };

    /// <summary>Serves a page of fifteen logins (the given first login and fourteen client logins) and a page with the given last login.</summary>
    private static void ServePages(SignInSession signIn, string first, string last)
    {
        string[] clients = [.. Enumerable.Range(0, 14).Select(_ => Login(Guid.NewGuid().ToString(), "client"))];
        signIn.Server.Override = request => request.Path != "/api/v1/logins" ? null : new HttpResponseMessage
        {
            Content = new StringContent(
                request.Query.Contains("page=2", StringComparison.Ordinal)
                    ? $$$"""{"data":[{{{last}}}],"links":{"next":null},"meta":{"current_page":2}}"""
                    : $$$"""{"data":[{{{string.Join(",", (string[])[first, .. clients])}}}],"links":{"next":"{{{signIn.Server.BaseUri}}}api/v1/logins?page=2"},"meta":{"current_page":1}}""",
                Encoding.UTF8,
                "application/json"),
        };
    }

    private static string Login(string account, string type) =>
        $$$"""{"uuid":"{{{Guid.NewGuid()}}}","account":{"uuid":"{{{account}}}","type":"{{{type}}}","name":"Somebody"},"firm":{"name":"A firm"}}""";
}
