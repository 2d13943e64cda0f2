namespace Plannr.PowerShell.Tests.Blueprints;

[Collection(ModuleSession.Collection)]
public sealed class CopyBlueprintTests : IAsyncLifetime
{
    private const string Branching = "b1e7c3d4-2a90-5f18-8b6d-7c5a41e0d202";
    private const string Path = "/api/v1/automation-blueprints";

    private ServedSession _served = null!;

    private string[] Sent => [.. _served.Server.Requests.Select(request => $"{request.Method} {request.Path}")];

    public async Task InitializeAsync() => _served = await ServedSession.StartAsync();

    public async Task DisposeAsync() => await _served.DisposeAsync();

    [Theory]
    [InlineData($"Copy-PlannrAutomationBlueprint {Branching}", "Copy of Annual review reminder")]
    [InlineData($"Get-PlannrAutomationBlueprint {Branching} | Copy-PlannrAutomationBlueprint -Name Another", "Another")]
    public void Copy_has_the_same_step_tree_and_is_inactive(string script, string name)
    {
        AutomationBlueprint original = Get(Branching);
        _served.Server.ClearRequests();

        AutomationBlueprint copy = Assert.Single(_served.Session.Run(script).ShouldSucceed().As<AutomationBlueprint>());

        Assert.Equal((name, false, original.Trigger), (copy.Name, copy.IsActive, copy.Trigger));
        Assert.NotEqual(original.Uuid, copy.Uuid);
        Assert.Equal(original.Configuration!.ToString(), copy.Configuration!.ToString());
        Assert.Equal(
            original.Steps.Select(step => (step.Depth, step.Branch, step.Name, step.Type, step.GetParent()?.Name, step.Configuration!.ToString())),
            copy.Steps.Select(step => (step.Depth, step.Branch, step.Name, step.Type, step.GetParent()?.Name, step.Configuration!.ToString())));
        Assert.Empty(original.Steps.Select(step => step.Uuid).Intersect(copy.Steps.Select(step => step.Uuid)));
        Assert.Equal(
            [$"POST {Path}", .. Enumerable.Repeat($"POST {Path}/{copy.Uuid}/blueprint-steps", 8), $"GET {Path}/{copy.Uuid}"],
            Sent[^10..]);
        Assert.Equal(
            """{"name":"@","is_active":false,"trigger":"client.next_review_date","configuration":{"days":"30","direction":"before","repeats_yearly":true}}""".Replace("@", name, StringComparison.Ordinal),
            _served.Server.Requests[^10].Body);
    }

    [Fact]
    public void Conditions_are_copied_and_a_warning_reports_that_webhook_targets_are_not_copied()
    {
        AutomationBlueprint copy = Assert.Single(_served.Session.Run("Copy-PlannrAutomationBlueprint b1e7c3d4-2a90-5f18-8b6d-7c5a41e0d201").ShouldSucceed().As<AutomationBlueprint>());
        Assert.Equal("client.is_prospect equals false", copy.Conditions.ToString());

        _served.Server.Faults.Add(Fault.RewriteBody(body => body.Replace("\"webhook_targets\":[]", "\"webhook_targets\":[{\"url\":\"https://w\"}]", StringComparison.Ordinal)).Once());
        ScriptResult result = _served.Session.Run($"Copy-PlannrAutomationBlueprint {Branching}").ShouldSucceed();

        Assert.Contains("were not copied", Assert.Single(result.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Unknown_fields_that_are_not_copied_are_listed_in_a_warning()
    {
        _served.Server.Faults.Add((Fault.RewriteBody(body => body
            .Replace("\"operator\":\"equals\"", "\"operator\":\"equals\",\"group\":\"or\"", StringComparison.Ordinal)
            .Replace("\"is_active\":", "\"description\":\"x\",\"is_active\":", StringComparison.Ordinal)
            .Replace("\"type\":\"tag.attach\"", "\"type\":\"tag.attach\",\"retry_on_failure\":true", StringComparison.Ordinal)) with { Matches = request => request.Method == "GET" }).Once());

        string warning = Assert.Single(_served.Session.Run("Copy-PlannrAutomationBlueprint b1e7c3d4-2a90-5f18-8b6d-7c5a41e0d201").ShouldSucceed().Warnings);

        Assert.Contains("description of the blueprint, group of the condition 'client.is_prospect equals false', retry_on_failure of the step '", warning, StringComparison.Ordinal);
        Assert.DoesNotContain("steps_count", warning, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(0)]
    public void Error_after_an_incomplete_copy_reports_which_steps_were_created_and_which_are_missing(int made)
    {
        _served.Server.Faults.Add(Fault.Status(422, """{"message":"The type field is invalid."}""") with
        {
            Matches = request => request is { Method: "POST" } && request.Path.EndsWith("/blueprint-steps", StringComparison.Ordinal),
            Skip = made,
        });

        ScriptResult result = _served.Session.Run($"Copy-PlannrAutomationBlueprint {Branching}");

        ErrorRecord error = result.ShouldHaveOneError();
        PlannrCopyIncompleteException exception = Assert.IsType<PlannrCopyIncompleteException>(error.Exception);
        string[] names = [.. Get(Branching).Steps.Select(step => step.Name!)];
        Assert.Empty(result.Output);
        Assert.StartsWith("PlannrCopyIncomplete,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(made, exception.StepCount);
        Assert.Equal(names[made..], exception.MissingSteps.Select(step => step.Name));
        Assert.Contains($"({exception.BlueprintUuid}) was created, but not all steps were copied from ", error.ToString(), StringComparison.Ordinal);
        Assert.Contains($"Copied: {made} of 8. Missing: ", error.ToString(), StringComparison.Ordinal);
        Assert.Contains($"Copying stopped at the step '{names[made]}'", error.ToString(), StringComparison.Ordinal);
        Assert.IsType<PlannrInvalidRequestException>(exception.InnerException);
        Assert.Equal(names[..made], Get(exception.BlueprintUuid.ToString()).Steps.Select(step => step.Name));
    }

    [Fact]
    public void Step_creation_with_an_unknown_outcome_is_not_retried()
    {
        _served.Connect(TimeProvider.System, retries: 3);
        _served.Server.Faults.Add(Fault.Reset() with { Matches = request => request.Path.EndsWith("/blueprint-steps", StringComparison.Ordinal), Skip = 1 });

        ErrorRecord error = _served.Session.Run($"Copy-PlannrAutomationBlueprint {Branching}").ShouldHaveOneError();

        Assert.IsType<PlannrUnknownOutcomeException>(error.Exception.InnerException);
        Assert.Equal(2, Sent.Count(sent => sent.EndsWith("/blueprint-steps", StringComparison.Ordinal)));
    }

    [Fact]
    public void Failed_copy_of_one_blueprint_does_not_stop_the_other_copies()
    {
        ScriptResult result = _served.Session.Run($"[guid]::NewGuid(), '{Branching}' | Copy-PlannrAutomationBlueprint");

        Assert.StartsWith("PlannrNotFound,", result.ShouldHaveOneError().FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Single(result.Output);
    }

    [Theory]
    [InlineData("\"parent_step_uuid\":null", "\"parent_step_uuid\":\"00000000-0000-4000-8000-00000000dead\"", "has a parent that does not exist")]
    [InlineData("\"type\":\"delay\"", "\"type\":\"\"", "has no name, no type or no configuration")]
    [InlineData("\"condition_state\":true", "\"condition_state\":\"perhaps\"", "has a condition_state that can't be read")]
    public void Copy_that_cannot_be_completed_is_not_started(string old, string changed, string problem)
    {
        _served.Server.Faults.Add(Fault.RewriteBody(body => body.Replace(old, changed, StringComparison.Ordinal)));

        ErrorRecord error = _served.Session.Run($"Copy-PlannrAutomationBlueprint {Branching}").ShouldHaveOneError();

        Assert.Contains(problem, error.ToString(), StringComparison.Ordinal);
        Assert.Equal([$"GET {Path}/{Branching}"], Sent);
    }

    [Fact]
    public void References_to_earlier_steps_point_to_their_copies_and_references_to_later_steps_cause_a_warning()
    {
        string first = Get(Branching).Steps[0].Uuid.ToString()!, last = Get(Branching).Steps[^1].Uuid.ToString()!;
        _served.Server.Faults.Add((Fault.RewriteBody(body => body
            .Replace("\"value\":\"3\"", $"\"value\":\"steps.{first}.uuid\"", StringComparison.Ordinal)
            .Replace("trigger.account.next_review_date", $"steps.{last}.uuid", StringComparison.Ordinal)) with { Matches = request => request.Method == "GET" }).Once());

        ScriptResult result = _served.Session.Run($"Copy-PlannrAutomationBlueprint {Branching}").ShouldSucceed();

        AutomationBlueprint copy = Assert.Single(result.As<AutomationBlueprint>());
        Assert.Equal($"steps.{copy.Steps[0].Uuid}.uuid", copy.Steps[1].Parameters["days"].Value);
        Assert.Contains("still refer to steps of the original: 'Condition: has booked a meeting'.", Assert.Single(result.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Blueprint_can_be_copied_to_another_connection()
    {
        await using TestServer.SandboxServer other = await TestServer.SandboxServer.StartAsync();
        _served.Session.Set("Other", other.BaseUri);
        _served.Session.Run("$here = Get-PlannrConnection; Connect-Plannr -AccessToken $Token -BaseUri $Other -SkipAccountResolution -Name other").ShouldSucceed();
        other.ClearRequests();

        AutomationBlueprint copy = Assert.Single(_served.Session.Run($"Copy-PlannrAutomationBlueprint {Branching} -Connection $here -DestinationConnection other").ShouldSucceed().As<AutomationBlueprint>());

        Assert.Equal(8, copy.StepCount);
        Assert.Equal([$"GET {Path}/{Branching}"], Sent);
        Assert.Equal(10, other.Requests.Count);
        Assert.StartsWith("PlannrNotConnected,", _served.Session.Run($"Copy-PlannrAutomationBlueprint {Branching} -DestinationConnection nobody").ShouldTerminate().FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-Connection $here -DestinationConnection other -Name A", " -Connection 'other' and add")]
    [InlineData("-Connection other -DestinationConnection $here -Name A", " and add")]
    public async Task Advice_after_an_incomplete_copy_names_the_connection_of_the_copy_unless_it_is_the_default(string parameters, string advice)
    {
        await using TestServer.SandboxServer other = await TestServer.SandboxServer.StartAsync();
        foreach (TestServer.SandboxServer server in (TestServer.SandboxServer[])[other, _served.Server])
        {
            server.Faults.Add(Fault.Status(422, "{}").ForPath("/blueprint-steps"));
        }

        _served.Session.Set("Other", other.BaseUri);
        _served.Session.Run("Connect-Plannr -AccessToken $Token -BaseUri $Other -SkipAccountResolution -Name other").ShouldSucceed();
        _served.Session.Run("$here = Connect-Plannr -AccessToken $Token -BaseUri $Base -SkipAccountResolution -PassThru").ShouldSucceed();

        ErrorRecord error = _served.Session.Run($"Copy-PlannrAutomationBlueprint {Branching} {parameters}").ShouldHaveOneError();

        Guid copy = Assert.IsType<PlannrCopyIncompleteException>(error.Exception).BlueprintUuid;
        Assert.Contains($"Get-PlannrAutomationBlueprint {copy}{advice}", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    private AutomationBlueprint Get(string uuid) => _served.Session.Run($"Get-PlannrAutomationBlueprint {uuid}").ShouldSucceed().As<AutomationBlueprint>().Single();
}
