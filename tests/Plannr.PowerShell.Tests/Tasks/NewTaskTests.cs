namespace Plannr.PowerShell.Tests.Tasks;

[Collection(ModuleSession.Collection)]
public sealed class NewTaskTests : IAsyncLifetime
{
    private const string Failed = "0f7cb7d9-64a1-5c0e-9d3b-2b8e5a9f1cff";
    private const string Seed = "82f16694-dbe3-4787-bd57-ab9eec12b43f";
    private const string SeedClient = "2066e7c6-feb1-4e00-b55a-8a0f91d47bad";
    private const string Client = "4c1f0a52-8d37-5b6e-a1c4-6f0e92d7b311";

    private ServedSession _served = null!;

    public async Task InitializeAsync() => _served = await ServedSession.StartAsync();

    public async Task DisposeAsync() => await _served.DisposeAsync();

    [Fact]
    public void The_task_for_a_failed_execution_lists_its_errors_and_belongs_to_its_client()
    {
        PlannrTask task = Assert.Single(Run($"Get-PlannrAutomationExecution {Seed} -IncludeAccount | New-PlannrTask -Priority high").ShouldSucceed().As<PlannrTask>());

        Assert.Equal(
            $$"""{"name":"Automation failed: Send client welcome pack to newly created client","description":"The automation \"Send client welcome pack to newly created client\" failed for Gareth Thompson.\nStatus: in_progress. Started: 2026-05-19 18:31 +01:00. Triggered by: client.created.\n\nErrors:\n- Step 1, Send SMS (completed): the account_uuid field is required\n\nExecution: {{Seed}}","priority":"high","taskable_type":"client","taskable_uuid":"{{SeedClient}}"}""",
            Post.Body);
        Assert.Equal("application/json", Post.Header("Content-Type"));
        Assert.Equal("Automation failed: Send client welcome pack to newly created client", task.Name);
        Assert.Equal(new Guid(SeedClient), task.AccountUuid);
        Assert.Equal("Gareth Thompson", task.AccountName);
        Assert.Equal("Not started", task.Status?.ToString());
        Assert.Equal(task.Uuid, Assert.Single(Run($"Get-PlannrTask -ClientUuid {SeedClient}").As<PlannrTask>()).Uuid);
    }

    [Fact]
    public void SkipExisting_creates_no_task_for_an_execution_that_has_an_open_task()
    {
        string script = $"Get-PlannrAutomationExecution {Seed}, {Failed} -IncludeAccount | New-PlannrTask -SkipExisting";

        Assert.Equal(2, Run(script).ShouldSucceed().Output.Count);
        _served.Server.ClearRequests();
        Assert.Empty(Run(script).ShouldSucceed().Output);

        Assert.DoesNotContain(_served.Server.Requests, request => request.Method == "POST");
        Assert.Contains(_served.Paths, path => path == $"/api/v1/task?filter%5Bclient_uuid%5D={SeedClient}&filter%5Bopen_tasks%5D=true&per_page=500");
    }

    [Fact]
    public void SkipExisting_appends_the_execution_UUID_to_a_custom_description()
    {
        Run($"Get-PlannrAutomationExecution {Seed} -IncludeAccount | New-PlannrTask -SkipExisting -Description Call").ShouldSucceed();

        Assert.Contains($"\"description\":\"Call\\n\\nExecution: {Seed}\"", Post.Body, StringComparison.Ordinal);
        Assert.Empty(Run($"Get-PlannrAutomationExecution {Seed} -IncludeAccount | New-PlannrTask -SkipExisting -Description Call").ShouldSucceed().Output);
    }

    [Theory]
    [InlineData("Get-PlannrAccount " + SeedClient)]
    [InlineData("[pscustomobject]@{ PSTypeName = 'Selected.Plannr.Account'; Uuid = '" + SeedClient + "' }")]
    public void SkipExisting_creates_only_one_task_for_an_account(string account)
    {
        string script = $"{account} | New-PlannrTask Call -SkipExisting";

        Run(script).ShouldSucceed();

        Assert.Contains($"\"description\":\"Account: {SeedClient}\"", Post.Body, StringComparison.Ordinal);
        Assert.Empty(Run(script).ShouldSucceed().Output);
        Assert.Single(Posts);
    }

    [Fact]
    public void Only_the_given_parameters_are_sent_in_the_body()
    {
        Run($$"""
            New-PlannrTask Call -Description "a`nb <b>" -Priority highest -DueAt 2026-07-01T09:00:00+01:00 -TaskableType client -TaskableUuid {{Client}} `
                -AssignedToUuid {{SandboxData.AdminAccountUuid}}, {{SandboxData.OwnerAccountUuid}}, {{SandboxData.AdminAccountUuid}} -ParentTaskUuid {{SandboxData.TaskUuid}} `
                -CustomField ([ordered]@{ favourite_pet = 'Dog'; number = 3; yes = $true; day = [datetimeoffset]'2026-07-01T00:00:00Z'; several = 'a', 'b' })
            """).ShouldSucceed();

        Assert.Equal(
            $$$"""{"name":"Call","description":"a\nb <b>","priority":"highest","due_at":"2026-07-01 09:00:00","taskable_type":"client","taskable_uuid":"{{{Client}}}","parent_task_uuid":"{{{SandboxData.TaskUuid}}}","assigned_to_uuids":["{{{SandboxData.AdminAccountUuid}}}","{{{SandboxData.OwnerAccountUuid}}}"],"custom_fields":{"favourite_pet":"Dog","number":3,"yes":true,"day":"2026-07-01T00:00:00+00:00","several":["a","b"]}}""",
            Post.Body);

        _served.Server.ClearRequests();
        Run("New-PlannrTask -Name Call").ShouldSucceed();
        Assert.Equal("""{"name":"Call"}""", Post.Body);
    }

    [Theory]
    [InlineData("[DateOnly]::new(2026, 7, 1)", "\"2026-07-01\"")]
    [InlineData("[pscustomobject]@{ x = 1; y = @(2) }", """{"x":1,"y":[2]}""")]
    [InlineData("@{ b = 1; a = 2; c = 3 }", """{"a":2,"b":1,"c":3}""")]
    [InlineData("[uri]'https://example.test/a'", "\"https://example.test/a\"")]
    [InlineData("$null", "null")]
    public void A_custom_field_value_is_serialized_like_any_other_value(string value, string sent)
    {
        Run($"New-PlannrTask Call -CustomField @{{ field = {value} }}").ShouldSucceed();

        Assert.Equal("{\"name\":\"Call\",\"custom_fields\":{\"field\":" + sent + "}}", Post.Body);
    }

    [Theory]
    [InlineData("$itself")]
    [InlineData("$secret")]
    [InlineData("{ Get-Item x }")]
    [InlineData("[double]::NaN")]
    public void A_custom_field_value_that_cannot_be_serialized_is_refused(string value)
    {
        _served.Session.Set("Secret", ModuleSession.Secret("a-plain-secret"));

        ErrorRecord error = Run($"$itself = @{{}}; $itself.self = $itself; New-PlannrTask Call -CustomField @{{ field = {value} }}").ShouldTerminate();

        Assert.Equal("PlannrInvalidRequest,Plannr.PowerShell.Tasks.NewPlannrTaskCommand", error.FullyQualifiedErrorId);
        Assert.Contains("field", error.Exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("a-plain-secret", error.Exception.Message, StringComparison.Ordinal);
        Assert.Empty(Posts);
    }

    [Theory]
    [InlineData("2026-01-01T09:00:00Z", "2026-01-01 09:00:00")]
    [InlineData("2026-07-01T23:30:00-05:00", "2026-07-02 05:30:00")]
    [InlineData("2026-03-29T00:59:59Z", "2026-03-29 00:59:59")]
    [InlineData("2026-03-29T01:00:00Z", "2026-03-29 02:00:00")]
    [InlineData("2026-10-25T00:59:59Z", "2026-10-25 01:59:59")]
    [InlineData("2026-10-25T02:00:00Z", "2026-10-25 02:00:00")]
    public void DueAt_is_sent_in_UK_time_and_read_back_unchanged(string due, string sent)
    {
        PlannrTask task = Assert.Single(Run($"New-PlannrTask Call -DueAt {due}").ShouldSucceed().As<PlannrTask>());

        Assert.Equal($$"""{"name":"Call","due_at":"{{sent}}"}""", Post.Body);
        Assert.Equal(DateTimeOffset.Parse(due, System.Globalization.CultureInfo.InvariantCulture), task.DueAt);
    }

    [Fact]
    public void An_execution_without_its_account_causes_one_error_and_the_command_continues()
    {
        ScriptResult result = Run($"(Get-PlannrAutomationExecution {Failed}), (Get-PlannrAutomationExecution {Seed} -IncludeAccount) | New-PlannrTask");

        ErrorRecord error = result.ShouldHaveOneError();
        Assert.Equal("PlannrMissingUuid,Plannr.PowerShell.Tasks.NewPlannrTaskCommand", error.FullyQualifiedErrorId);
        Assert.Contains("use -IncludeAccount when you get executions by UUID or blueprint", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal(new Guid(Failed), Assert.IsType<AutomationExecution>(error.TargetObject).Uuid);
        Assert.Single(result.As<PlannrTask>());
        Assert.Contains(Seed, Post.Body, StringComparison.Ordinal);
    }

    [Fact]
    public void The_task_for_an_execution_of_a_blueprint_belongs_to_the_client()
    {
        Run("Get-PlannrAutomationBlueprint b1e7c3d4-2a90-5f18-8b6d-7c5a41e0d202 | Get-PlannrAutomationExecution -WithError -IncludeAccount -First 1 | New-PlannrTask").ShouldSucceed();

        Assert.Contains("\"taskable_type\":\"client\",\"taskable_uuid\":\"", Post.Body, StringComparison.Ordinal);
    }

    [Fact]
    public void A_repeated_execution_creates_one_task_and_causes_a_warning()
    {
        ScriptResult result = Run($"$run = Get-PlannrAutomationExecution {Seed} -IncludeAccount; $run, $run | New-PlannrTask -Name Look").ShouldSucceed();

        Assert.Single(result.Output);
        Assert.Contains(Seed, Assert.Single(result.Warnings), StringComparison.Ordinal);
        Assert.Contains("\"name\":\"Look\"", Post.Body, StringComparison.Ordinal);
    }

    [Fact]
    public void One_task_is_created_for_each_account_from_the_pipeline()
    {
        ScriptResult result = Run("Get-PlannrAccount -Name Mabel*, Nova* | New-PlannrTask 'Call about it'").ShouldSucceed();

        PlannrTask[] tasks = [.. result.As<PlannrTask>()];
        Assert.Equal(tasks.Select(task => task.AccountUuid).Distinct().Count(), tasks.Length);
        Assert.True(tasks.Length >= 2);
        Assert.All(Posts, request => Assert.Contains("\"name\":\"Call about it\",\"taskable_type\":\"client\"", request.Body, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData($"Get-PlannrAutomationExecution {Seed} -IncludeAccount | New-PlannrTask -WhatIf")]
    [InlineData("Get-PlannrAccount -Name Mabel* | New-PlannrTask Call -WhatIf")]
    [InlineData("New-PlannrTask Call -WhatIf")]
    [InlineData("$WhatIfPreference = $true; New-PlannrTask Call")]
    public void WhatIf_creates_no_task(string script)
    {
        Assert.Empty(Run($"& {{ {script} }}").ShouldSucceed().Output);

        Assert.Empty(Posts);
        Assert.Contains("task '", _served.Session.Host.TakeText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData($"-TaskableUuid {Client}")]
    [InlineData("-TaskableType client")]
    public void TaskableUuid_and_TaskableType_must_be_specified_together(string parameters)
    {
        Assert.StartsWith("PlannrMissingUuid", Run("New-PlannrTask Call " + parameters).ShouldHaveOneError().FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(Posts);
    }

    [Fact]
    public void Validation_errors_are_reported_for_each_field()
    {
        ErrorRecord error = Run("New-PlannrTask Call -Priority urgent").ShouldHaveOneError();

        Assert.StartsWith("PlannrInvalidRequest,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("priority: The selected priority is invalid.", error.ToString(), StringComparison.Ordinal);
    }

    private RecordedRequest[] Posts => [.. _served.Server.Requests.Where(request => request.Method != "GET")];

    private RecordedRequest Post
    {
        get
        {
            RecordedRequest post = Assert.Single(Posts);
            Assert.Equal("POST /api/v1/task", post.ToString());
            return post;
        }
    }

    private ScriptResult Run(string script) => _served.Session.Run(script);
}
