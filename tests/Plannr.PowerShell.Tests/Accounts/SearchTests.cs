namespace Plannr.PowerShell.Tests.Accounts;

[Collection(ModuleSession.Collection)]
public sealed class SearchTests : IAsyncLifetime
{
    private const string Path = "/api/v1/account?";
    private const string End = "sort=created_at&per_page=500";
    private const string Seed = "2066e7c6-feb1-4e00-b55a-8a0f91d47bad";

    private ServedSession _served = null!;

    public async Task InitializeAsync() => _served = await ServedSession.StartAsync();

    public async Task DisposeAsync() => await _served.DisposeAsync();

    [Theory]
    [InlineData("", "")]
    [InlineData("-Name Thompson", "filter%5Bname%5D=Thompson&")]
    [InlineData("-Name Thompson, Newcombe", "filter%5Bname%5D=Thompson%2CNewcombe&")]
    [InlineData("-Email mabel@example.org", "filter%5Bprimary_email%5D=mabel%40example.org&")]
    [InlineData("-PhoneNumber +447700900111", "filter%5Bprimary_phone_number%5D=%2B447700900111&")]
    [InlineData("-Type client, employee", "filter%5Btype%5D=client%2Cemployee&")]
    [InlineData("-Role joint", "filter%5Brole%5D=joint&")]
    [InlineData("-Status 'Former client'", "filter%5Bstatus%5D=Former%20client&")]
    [InlineData("-Group Advisers", "filter%5Bgroups%5D=Advisers&")]
    [InlineData("-IsProspect", "filter%5Bis_prospect%5D=true&")]
    [InlineData("-IsProspect:$false", "filter%5Bis_prospect%5D=false&")]
    [InlineData("-CreatedAfter 2026-06-01T12:00:00Z", "filter%5Bcreated_after%5D=2026-05-31&")]
    [InlineData("-CreatedBefore 2026-06-01T12:00:00Z", "filter%5Bcreated_before%5D=2026-06-02&")]
    [InlineData("-CreatedBefore 2026-06-01T23:30:00Z", "filter%5Bcreated_before%5D=2026-06-03&")]
    [InlineData("-CreatedAfter 2026-06-01T00:30:00+01:00", "filter%5Bcreated_after%5D=2026-05-30&")]
    [InlineData("-InactiveAfter 2026-06-01", "filter%5Binactive_after%5D=2026-05-31&")]
    [InlineData("-InactiveBefore 2026-06-01T23:59:00", "filter%5Binactive_before%5D=2026-06-02&")]
    [InlineData("-CreatedAfter ([datetimeoffset]::MinValue) -CreatedBefore ([datetimeoffset]::MaxValue)", "")]
    [InlineData("-CustomField @{ pet_name = 'Doug' }", "filter%5Bcustom_field%3Apet_name%5D=Doug&")]
    [InlineData("-CustomField @{ z = 1; b = $true, 'x'; a = [datetime]'2026-06-01' }", "filter%5Bcustom_field%3Aa%5D=2026-06-01&filter%5Bcustom_field%3Ab%5D=true%2Cx&filter%5Bcustom_field%3Az%5D=1&")]
    [InlineData("-CustomField @{ day = [DateOnly]::new(2026, 6, 1) }", "filter%5Bcustom_field%3Aday%5D=2026-06-01&")]
    [InlineData("-Include tags, groups", "include=tags%2Cgroups&")]
    public void Query_contains_exactly_the_specified_filters(string parameters, string query)
    {
        _served.Session.Run("Get-PlannrAccount " + parameters).ShouldSucceed();

        Assert.Equal([Path + query + End], _served.Paths);
        Assert.All(_served.Server.Requests, request => Assert.Equal(("GET", string.Empty), (request.Method, request.Body)));
    }

    [Theory]
    [InlineData("Advis")]
    [InlineData("$group.Uuid")]
    public void Group_matches_part_of_a_name_or_a_whole_uuid(string group)
    {
        string[] names = [.. _served.Session.Run(
            "$group = (Get-PlannrAccount -Group Advisers -Include groups)[0].Groups | Where-Object Name -EQ Advisers; "
            + $"(Get-PlannrAccount -Group Advisers).Uuid -join ' '; (Get-PlannrAccount -Group {group}).Uuid -join ' '").ShouldSucceed().As<string>()];

        Assert.NotEmpty(names[0]);
        Assert.Equal(names[0], names[1]);
    }

    [Theory]
    [InlineData("-Sort last_name", "sort=last_name")]
    [InlineData("-Sort last_name -Descending", "sort=-last_name")]
    [InlineData("-Sort '-last_name', created_at", "sort=-last_name%2Ccreated_at")]
    [InlineData("-Descending", "sort=-created_at")]
    public void Sort_and_Descending_set_the_order(string parameters, string sort)
    {
        _served.Session.Run("Get-PlannrAccount " + parameters).ShouldSucceed();

        Assert.Equal([$"{Path}{sort}&per_page=500"], _served.Paths);
    }

    [Fact]
    public void Without_parameters_all_accounts_are_listed()
    {
        Account[] accounts = [.. _served.Session.Run("Get-PlannrAccount").ShouldSucceed().As<Account>()];

        Assert.Contains(new Guid(Seed), accounts.Select(account => account.Uuid!.Value));
        Assert.Contains(SandboxData.OwnerAccountUuid, accounts.Select(account => account.Uuid!.Value));
        Assert.Equal(accounts.Select(account => account.CreatedAt).Order(), accounts.Select(account => account.CreatedAt));
    }

    [Theory]
    [InlineData("$null | Get-PlannrAccount")]
    [InlineData("[pscustomobject]@{ Uuid = [guid]::NewGuid() } | Get-PlannrAccount")]
    [InlineData("Get-PlannrAccount -Name x -Uuid 2066e7c6-feb1-4e00-b55a-8a0f91d47bad")]
    [InlineData("'2066e7c6-feb1-4e00-b55a-8a0f91d47bad' | Get-PlannrAccount -Name x")]
    public void Invalid_input_causes_an_error_instead_of_listing_all_accounts(string script)
    {
        ScriptResult result = _served.Session.Run(script);

        Assert.Single(result.Errors.Concat(result.Terminating is { } error ? [error] : []));
        Assert.Empty(result.Output);
        Assert.Empty(_served.Paths);
    }

    [Fact]
    public void No_request_is_sent_for_an_empty_pipeline()
    {
        Assert.Empty(_served.Session.Run("@() | Get-PlannrAccount").ShouldSucceed().Output);
        Assert.Empty(_served.Paths);
    }

    [Theory]
    [InlineData("-Name ''")]
    [InlineData("-Name '  '")]
    [InlineData("-Name $null")]
    [InlineData("-Name @()")]
    [InlineData("-Type $null")]
    [InlineData("-CustomField @{ pet_name = $null }")]
    [InlineData("-CustomField @{ pet_name = @() }")]
    [InlineData("-CustomField @{ '' = 'Doug' }")]
    [InlineData("-CustomField @{}")]
    public void Empty_filter_value_is_rejected_because_it_would_list_all_accounts(string parameters)
    {
        ErrorRecord error = _served.Session.Run("Get-PlannrAccount " + parameters).ShouldTerminate();

        Assert.StartsWith("ParameterArgumentValidationError", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(_served.Paths);
    }

    [Theory]
    [InlineData("$several", "may contain a reference to itself")]
    [InlineData("@{ x = 1 }", "can't be used in a filter")]
    [InlineData("$secret", "can't be used in a filter")]
    [InlineData("{ Get-Item x }", "can't be used in a filter")]
    public void Invalid_custom_field_value_is_rejected(string value, string message)
    {
        _served.Session.Set("Secret", ModuleSession.Secret("a-plain-secret"));

        ErrorRecord error = _served.Session.Run($"$several = [System.Collections.ArrayList]::new(); $null = $several.Add($several); Get-PlannrAccount -CustomField @{{ pet_name = {value} }}").ShouldTerminate();

        Assert.StartsWith("ParameterArgumentValidationError", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains(message, error.Exception.Message, StringComparison.Ordinal);
        Assert.Empty(_served.Paths);
    }

    [Theory]
    [InlineData("-Email 'a,b'")]
    [InlineData("-Type 'client,employee'")]
    [InlineData("-CustomField @{ pet_name = 'Sir Barks, the Loud' }")]
    public void Value_with_a_comma_is_rejected_with_advice_because_the_api_would_split_it(string parameters)
    {
        ErrorRecord error = _served.Session.Run("Get-PlannrAccount " + parameters).ShouldTerminate();

        Assert.Contains("at commas", error.Exception.Message, StringComparison.Ordinal);
        Assert.Contains("Specify several values as a list", error.Exception.Message, StringComparison.Ordinal);
        Assert.Empty(_served.Paths);
    }

    [Theory]
    [InlineData("'Thistlewick-Smythe, Jr'", "Thistlewick-Smythe", 2)]
    [InlineData("'smythe, JR'", "smythe", 2)]
    [InlineData("'Trust, 1999'", "Trust", 0)]
    [InlineData("Mab*", "Mab", 2)]
    [InlineData("'*Quill[a-f]eather'", "eather", 1)]
    [InlineData("'Barnaby T*'", "Barnaby", 1)]
    [InlineData("'M?bel*', 'Nova*'", "bel%2CNova", 3)]
    public void Name_with_commas_or_wildcards_is_matched_locally_and_only_its_longest_word_is_sent(string name, string sent, int count)
    {
        Account[] accounts = [.. _served.Session.Run($"Get-PlannrAccount -Name {name}").ShouldSucceed().As<Account>()];

        Assert.Equal(count, accounts.Length);
        Assert.Equal([$"{Path}filter%5Bname%5D={sent}&{End}"], _served.Paths);
    }

    [Fact]
    public void Pattern_without_a_word_is_matched_locally_against_all_accounts()
    {
        Account[] accounts = [.. _served.Session.Run("Get-PlannrAccount -Name '????'").ShouldSucceed().As<Account>()];

        Assert.Equal("Nova Newcombe-Prospect", Assert.Single(accounts, account => account.Type == "client" && account.Name!.Length > 4).Name);
        Assert.Equal([Path + End], _served.Paths);
    }

    [Fact]
    public void Created_filters_are_exact_to_the_second_and_Inactive_filters_ignore_the_time_of_day()
    {
        const string list = """
            {"data":[
            {"uuid":"00000000-0000-4000-8000-000000000001","created_at":"2026-06-01T11:59:59+00:00","inactive_at":"2026-06-02"},
            {"uuid":"00000000-0000-4000-8000-000000000002","created_at":"2026-06-01T13:00:00+01:00","inactive_at":"2026-06-03"},
            {"uuid":"00000000-0000-4000-8000-000000000003","created_at":"2026-06-01T13:59:59+01:00","inactive_at":"2026-06-04"},
            {"uuid":"00000000-0000-4000-8000-000000000004","created_at":"2026-06-01T14:00:00+01:00"},
            {"uuid":"00000000-0000-4000-8000-000000000005"}],
            "links":{"next":null},"meta":{"current_page":1,"last_page":1,"total":5}}
            """;
        _served.Server.Override = _ => new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(list) };

        Assert.Equal([2, 3], Numbers("-CreatedAfter 2026-06-01T12:00:00Z -CreatedBefore 2026-06-01T13:00:00Z"));
        Assert.Equal([2], Numbers("-InactiveAfter 2026-06-03 -InactiveBefore '2026-06-04 23:00'"));

        int[] Numbers(string parameters) => [.. _served.Session.Run("Get-PlannrAccount " + parameters).ShouldSucceed().As<Account>().Select(account => int.Parse(account.Uuid.ToString()![^1..], CultureInfo.InvariantCulture))];
    }

    [Fact]
    public void First_and_Skip_limit_the_page_size_and_IncludeTotalCount_writes_the_total_first()
    {
        ScriptResult result = _served.Session.Run("Get-PlannrAccount -First 2 -Skip 1 -IncludeTotalCount -Sort last_name").ShouldSucceed();

        Assert.Equal([Path + "sort=last_name&per_page=3"], _served.Paths);
        Assert.Equal(3, result.Output.Count);
        Assert.True((ulong)result.Output[0].BaseObject > 10);
    }

    [Fact]
    public void Included_fields_are_returned()
    {
        Account account = Assert.Single(_served.Session.Run("Get-PlannrAccount -Name O*Quill* -Include primary_email, tags, custom_fields, owners").ShouldSucceed().As<Account>());

        Assert.Equal("mabel@example.org", account.PrimaryEmail?.Value);
        Assert.Equal("VIP; Ethical investor", account.Tags.ToString());
        Assert.Equal(2, account.CustomFields.Count);
    }

    [Theory]
    [InlineData("Get-PlannrAccount -Name Thompson | Get-PlannrAutomationExecution")]
    [InlineData("Get-PlannrAccount -Name Thompson | Get-PlannrAutomationStep -WithError")]
    public void Executions_and_steps_of_piped_accounts_are_listed(string script)
    {
        ScriptResult result = _served.Session.Run(script).ShouldSucceed();

        Assert.NotEmpty(result.Output);
        Assert.Equal(
            [$"{Path}filter%5Bname%5D=Thompson&{End}", $"/api/v1/automation-executions?filter%5Baccount_uuids%5D={Seed}&include=account&per_page=500&sort=-created_at"],
            _served.Paths);
    }
}
