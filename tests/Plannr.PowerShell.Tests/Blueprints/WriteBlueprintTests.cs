namespace Plannr.PowerShell.Tests.Blueprints;

[Collection(ModuleSession.Collection)]
public sealed class WriteBlueprintTests : IAsyncLifetime
{
    private const string Branching = "b1e7c3d4-2a90-5f18-8b6d-7c5a41e0d202";
    private const string Path = "/api/v1/automation-blueprints";
    private const string Steps = Path + "/" + Branching + "/blueprint-steps";

    private ServedSession _served = null!;

    private string[] Sent => [.. _served.Server.Requests.Select(request => $"{request.Method} {request.Path} {request.Body}".TrimEnd())];

    public async Task InitializeAsync() => _served = await ServedSession.StartAsync();

    public async Task DisposeAsync() => await _served.DisposeAsync();

    [Theory]
    [InlineData("New-PlannrAutomationBlueprint Welcome", """{"name":"Welcome","is_active":false}""")]
    [InlineData("New-PlannrAutomationBlueprint -Name Welcome -Trigger client.created -Active", """{"name":"Welcome","is_active":true,"trigger":"client.created"}""")]
    [InlineData(
        "New-PlannrAutomationBlueprint Welcome client.created -Condition @{ Operator = 'equals'; Field = 'client.is_prospect'; Value = $false }, ([pscustomobject]@{ field = 'a'; operator = 'more_than'; value = 3 })",
        """{"name":"Welcome","is_active":false,"trigger":"client.created","conditions":[{"field":"client.is_prospect","operator":"equals","value":false},{"field":"a","operator":"more_than","value":3}]}""")]
    [InlineData(
        "New-PlannrAutomationBlueprint Welcome -Configuration ([ordered]@{ days = '30'; repeats_yearly = $true })",
        """{"name":"Welcome","is_active":false,"configuration":{"days":"30","repeats_yearly":true}}""")]
    public void Blueprint_is_created_with_one_request_and_is_inactive_by_default(string script, string body)
    {
        AutomationBlueprint blueprint = Assert.Single(_served.Session.Run(script).ShouldSucceed().As<AutomationBlueprint>());

        Assert.Equal(["POST " + Path + " " + body], Sent);
        Assert.Equal("application/json", _served.Server.Requests[0].Header("Content-Type"));
        Assert.Equal(("Welcome", body.Contains("true,\"trigger", StringComparison.Ordinal)), (blueprint.Name, blueprint.IsActive));
        Assert.Equal(blueprint.ToString(), _served.Session.Run($"Get-PlannrAutomationBlueprint {blueprint.Uuid}").ShouldSucceed().As<AutomationBlueprint>().Single().Name);
    }

    [Fact]
    public void Conditions_of_another_blueprint_can_be_reused()
    {
        _served.Session.Run("$other = Get-PlannrAutomationBlueprint b1e7c3d4-2a90-5f18-8b6d-7c5a41e0d201").ShouldSucceed();
        _served.Server.ClearRequests();

        _served.Session.Run("New-PlannrAutomationBlueprint Second -Condition $other.Conditions").ShouldSucceed();

        Assert.Equal(["POST " + Path + """ {"name":"Second","is_active":false,"conditions":[{"field":"client.is_prospect","operator":"equals","value":"false"}]}"""], Sent);
    }

    [Theory]
    [InlineData("New-PlannrAutomationBlueprint A -Condition @{ field = 'a'; value = 1 }", "has no operator")]
    [InlineData("New-PlannrAutomationBlueprint A -Condition @{ field = 'a'; operator = 'equals' }", "has no value")]
    [InlineData("New-PlannrAutomationBlueprint A -Condition @{ field = 'a'; operator = 'equals'; value = 1; vlaue = 2 }", "has vlaue")]
    [InlineData("New-PlannrAutomationBlueprint A -Condition 'client.is_prospect'", "has no field")]
    [InlineData("New-PlannrAutomationBlueprint A -Configuration 'x'", "must be a hashtable or an object")]
    [InlineData("Add-PlannrAutomationBlueprintStep " + Branching + " A sms.send @()", "must be a hashtable or an object, or a list of these")]
    [InlineData("Add-PlannrAutomationBlueprintStep " + Branching + " A sms.send 'x', 'y'", "must be a hashtable or an object, or a list of these")]
    [InlineData("Add-PlannrAutomationBlueprintStep " + Branching + " A mail.send 'x'", "must be a hashtable or an object")]
    [InlineData("Add-PlannrAutomationBlueprintStep " + Branching + " A mail.send @{ a = { b } }", "ScriptBlock")]
    [InlineData("$two = [System.Collections.Specialized.OrderedDictionary]::new(); $two.Add('params', @{}); $two.Add('Params', @{}); Add-PlannrAutomationBlueprintStep " + Branching + " A mail.send $two", "'params' twice")]
    [InlineData("Set-PlannrAutomationBlueprintStep " + Branching + " 8367c364-43fc-534f-aedc-0f3558f3f56a", "nothing to change")]
    public void Invalid_argument_causes_an_error_with_a_recommended_action(string script, string message)
    {
        ErrorRecord error = _served.Session.Run(script).ShouldHaveOneError();

        Assert.StartsWith("PlannrInvalidRequest,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains(message, error.ToString(), StringComparison.Ordinal);
        Assert.NotEmpty(error.ErrorDetails.RecommendedAction);
        Assert.Empty(Sent);
    }

    [Theory]
    [InlineData("New-PlannrAutomationBlueprint Welcome -WhatIf")]
    [InlineData("Add-PlannrAutomationBlueprintStep " + Branching + " A mail.send @{} -WhatIf")]
    [InlineData("Set-PlannrAutomationBlueprintStep " + Branching + " 8367c364-43fc-534f-aedc-0f3558f3f56a -Name A -WhatIf")]
    [InlineData("Remove-PlannrAutomationBlueprintStep " + Branching + " 8367c364-43fc-534f-aedc-0f3558f3f56a -WhatIf")]
    [InlineData("Copy-PlannrAutomationBlueprint " + Branching + " -WhatIf")]
    public void WhatIf_sends_no_request(string script)
    {
        Assert.Empty(_served.Session.Run(script).ShouldSucceed().Output);
        Assert.Empty(Sent);
        Assert.Contains("What if: ", _served.Session.Host.TakeText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("@{}", """{}""")]
    [InlineData("@{ days = 3 }", """{"days":{"type":"const","value":3}}""")]
    [InlineData("@{ account_uuid = @{ ref = 'trigger.account.uuid' } }", """{"account_uuid":{"type":"ref","value":"trigger.account.uuid"}}""")]
    [InlineData("@{ a = @{ const = @{ ref = 'x' } } }", """{"a":{"type":"const","value":{"ref":"x"}}}""")]
    [InlineData("@{ a = @{ type = 'ref'; value = 'x' } }", """{"a":{"type":"ref","value":"x"}}""")]
    [InlineData("@{ params = @{ a = @{ type = 'ref'; value = 'x' } } }", """{"a":{"type":"ref","value":"x"}}""")]
    [InlineData("@{ account = @{ Ref = 'trigger.account.uuid' }; Days = @{ CONST = 3 } }", """{"Days":{"type":"const","value":3},"account":{"type":"ref","value":"trigger.account.uuid"}}""")]
    [InlineData("@{ a = ([ordered]@{ Type = 'Ref'; Value = 'X' }) }", """{"a":{"type":"ref","value":"X"}}""")]
    [InlineData("@{ Params = @{ A = ([ordered]@{ Type = 'ref'; Value = 'x' }); b = 3 } }", """{"A":{"type":"ref","value":"x"},"b":3}""")]
    [InlineData("([pscustomobject]@{ PARAMS = [pscustomobject]@{ a = [pscustomobject]@{ Type = 'const'; Value = @{ Ref = 'x' } } } })", """{"a":{"type":"const","value":{"Ref":"x"}}}""")]
    [InlineData("@{ a = @{ const = @{ Ref = 'x' } }; b = @{ Reference = 'x' } }", """{"a":{"type":"const","value":{"Ref":"x"}},"b":{"type":"const","value":{"Reference":"x"}}}""")]
    [InlineData("([pscustomobject]@{ a = 'x'; b = $null })", """{"a":{"type":"const","value":"x"},"b":{"type":"const","value":null}}""")]
    [InlineData("(Get-PlannrAutomationBlueprint " + Branching + ").Steps[1].Parameters", """{"days":{"type":"const","value":"3"}}""")]
    [InlineData("(Get-PlannrAutomationBlueprint " + Branching + ").Steps[1].Configuration", """{"days":{"type":"const","value":"3"}}""")]
    [InlineData("([pscustomobject]@{ days = (Get-PlannrAutomationBlueprint " + Branching + ").Steps[1].Parameters['days'] })", """{"days":{"type":"const","value":"3"}}""")]
    public void Step_parameters_are_accepted_in_short_or_full_form(string configuration, string sent)
    {
        _served.Session.Run($"$configuration = {configuration}").ShouldSucceed();
        _served.Server.ClearRequests();

        BlueprintStep step = Assert.Single(_served.Session.Run($"Add-PlannrAutomationBlueprintStep {Branching} 'Send SMS' sms.send $configuration").ShouldSucceed().As<BlueprintStep>());

        Assert.Equal(["POST " + Steps + """ {"name":"Send SMS","type":"sms.send","configuration":{"params":""" + sent + "}}"], Sent);
        Assert.Equal((new Guid(Branching), "Send SMS"), (step.BlueprintUuid, step.Name));
    }

    [Theory]
    [InlineData("@(@{ params = @{ account_uuid = @{ type = 'ref'; value = 'trigger.account.uuid' } } })", """[{"params":{"account_uuid":{"type":"ref","value":"trigger.account.uuid"}}}]""")]
    [InlineData("@(@{ days = 3 }, [pscustomobject]@{ Params = @{} })", """[{"params":{"days":{"type":"const","value":3}}},{"params":{}}]""")]
    [InlineData("@(@{ days = (Get-PlannrAutomationBlueprint " + Branching + ").Steps[1].Parameters['days'] })", """[{"params":{"days":{"type":"const","value":"3"}}}]""")]
    [InlineData("@{ params = @(@{ type = 'const'; value = 3 }) }", """{"params":[{"type":"const","value":3}]}""")]
    public void Configuration_can_be_a_list_as_in_the_API_reference(string configuration, string sent)
    {
        _served.Session.Run($"$configuration = {configuration}").ShouldSucceed();
        _served.Server.ClearRequests();

        _served.Session.Run($"Add-PlannrAutomationBlueprintStep {Branching} 'Send SMS' sms.send $configuration").ShouldSucceed();

        Assert.Equal(["POST " + Steps + """ {"name":"Send SMS","type":"sms.send","configuration":""" + sent + "}"], Sent);
    }

    [Fact]
    public void Steps_are_added_after_their_parent_steps()
    {
        ScriptResult result = _served.Session.Run(
            """
            $blueprint = New-PlannrAutomationBlueprint Welcome
            $condition = $blueprint | Add-PlannrAutomationBlueprintStep -Name 'Is prospect' -Type condition -Configuration @{ a = 1 }
            $yes = Add-PlannrAutomationBlueprintStep $blueprint Yes mail.send @{} -Parent $condition -Branch yes
            $no = Add-PlannrAutomationBlueprintStep $blueprint No mail.send @{} -ParentStepUuid $condition.Uuid -ConditionState $false
            $blueprint; $condition; $blueprint | Get-PlannrAutomationBlueprint
            """).ShouldSucceed();

        string parent = ((BlueprintStep)result.Output[1].BaseObject).Uuid.ToString()!;
        string steps = $"POST {Path}/{((AutomationBlueprint)result.Output[0].BaseObject).Uuid}/blueprint-steps ";
        Assert.Equal(
            [
                steps + """{"name":"Is prospect","type":"condition","configuration":{"params":{"a":{"type":"const","value":1}}}}""",
                steps + $$$"""{"name":"Yes","type":"mail.send","configuration":{"params":{}},"parent_step_uuid":"{{{parent}}}","condition_state":true}""",
                steps + $$$"""{"name":"No","type":"mail.send","configuration":{"params":{}},"parent_step_uuid":"{{{parent}}}","condition_state":false}""",
            ],
            Sent[1..4]);
        Assert.Equal([(null, "Is prospect"), ("yes", "Yes"), ("no", "No")], ((AutomationBlueprint)result.Output[2].BaseObject).Steps.Select(step => (step.Branch, step.Name!)));
    }

    [Fact]
    public void Validation_error_from_the_server_contains_the_field_errors()
    {
        ErrorRecord error = _served.Session.Run(
            $"$condition = (Get-PlannrAutomationBlueprint {Branching}).Steps[2]; Add-PlannrAutomationBlueprintStep {Branching} A mail.send @{{}} -Parent $condition").ShouldHaveOneError();

        Assert.Equal("PlannrInvalidRequest,Plannr.PowerShell.Blueprints.AddPlannrAutomationBlueprintStepCommand", error.FullyQualifiedErrorId);
        Assert.Contains("condition_state: The condition state field is required.", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-Name 'New'", """{"name":"New","type":"client.update","configuration":@,"parent_step_uuid":"#","condition_state":true}""")]
    [InlineData("-Type tag.attach -Configuration @{ tag = 'a' }", """{"name":"Update client","type":"tag.attach","configuration":{"params":{"tag":{"type":"const","value":"a"}}},"parent_step_uuid":"#","condition_state":true}""")]
    [InlineData("-Branch no", """{"name":"Update client","type":"client.update","configuration":@,"parent_step_uuid":"#","condition_state":false}""")]
    [InlineData("-Parent $steps[1] -ConditionState $null", """{"name":"Update client","type":"client.update","configuration":@,"parent_step_uuid":"978bccb5-07fb-5b1f-94a5-508300303f33","condition_state":null}""")]
    [InlineData("-AsRoot", """{"name":"Update client","type":"client.update","configuration":@,"parent_step_uuid":null,"condition_state":null}""")]
    public void Step_is_read_and_its_known_fields_are_sent_back_with_the_changes(string changes, string body)
    {
        _served.Session.Run($"$steps = (Get-PlannrAutomationBlueprint {Branching}).Steps").ShouldSucceed();
        _served.Server.ClearRequests();
        string expected = body
            .Replace("@", """{"params":{"account_uuid":{"type":"ref","value":"trigger.account.uuid"}}}""", StringComparison.Ordinal)
            .Replace("#", "fa380d2f-7076-5796-a80a-a9af1e13f18e", StringComparison.Ordinal);

        Assert.Single(_served.Session.Run($"$steps[3] | Set-PlannrAutomationBlueprintStep {changes}").ShouldSucceed().As<BlueprintStep>());

        Assert.Equal([$"GET {Path}/{Branching}", $"PUT {Steps}/dba58d4f-0c35-5877-9843-751f5a29431b {expected}"], Sent);
    }

    [Fact]
    public void Unknown_fields_that_are_not_sent_are_listed_in_a_warning()
    {
        _served.Server.Faults.Add(Fault.RewriteBody(body => body
            .Replace("\"operator\":\"equals\"", "\"operator\":\"equals\",\"group\":\"or\"", StringComparison.Ordinal)
            .Replace("\"type\":\"delay\"", "\"type\":\"delay\",\"retry_on_failure\":true", StringComparison.Ordinal)) with { Matches = request => request.Method == "GET" });

        ScriptResult step = _served.Session.Run($"(Get-PlannrAutomationBlueprint {Branching}).Steps | Where-Object Type -eq delay | Set-PlannrAutomationBlueprintStep -Name New");
        ScriptResult blueprint = _served.Session.Run("New-PlannrAutomationBlueprint Second -Condition (Get-PlannrAutomationBlueprint b1e7c3d4-2a90-5f18-8b6d-7c5a41e0d201).Conditions");

        Assert.Contains("does not recognise them: retry_on_failure. ", Assert.Single(step.ShouldSucceed().Warnings), StringComparison.Ordinal);
        Assert.Contains("does not recognise them: group of 'client.is_prospect equals false'. ", Assert.Single(blueprint.ShouldSucceed().Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Field_that_the_step_does_not_have_is_not_sent()
    {
        _served.Session.Run($"$steps = (Get-PlannrAutomationBlueprint {Branching}).Steps; $steps[0] | Set-PlannrAutomationBlueprintStep -Name New").ShouldSucceed();

        Assert.EndsWith("}}}}", Sent[^1], StringComparison.Ordinal);
        Assert.DoesNotContain("parent_step_uuid", Sent[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void Step_missing_from_the_blueprint_writes_one_error_and_continues()
    {
        ScriptResult result = _served.Session.Run(
            $"$known = (Get-PlannrAutomationBlueprint {Branching}).Steps[0]; [pscustomobject]@{{ BlueprintUuid = '{Branching}'; Uuid = [guid]::NewGuid() }}, $known | Set-PlannrAutomationBlueprintStep -Name New");

        Assert.StartsWith("PlannrNotFound,", result.ShouldHaveOneError().FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal("New", Assert.Single(result.As<BlueprintStep>()).Name);
        Assert.Single(Sent, sent => sent.StartsWith("PUT", StringComparison.Ordinal));
    }

    [Fact]
    public void Step_is_removed_without_a_prompt_if_Confirm_is_false()
    {
        _served.Session.Run($"$steps = (Get-PlannrAutomationBlueprint {Branching}).Steps").ShouldSucceed();
        _served.Server.ClearRequests();

        Assert.Empty(_served.Session.Run("$steps[3] | Remove-PlannrAutomationBlueprintStep -Confirm:$false").ShouldSucceed().Output);

        Assert.Equal([$"DELETE {Steps}/dba58d4f-0c35-5877-9843-751f5a29431b"], Sent);
        Assert.Equal(5, _served.Session.Run($"Get-PlannrAutomationBlueprint {Branching}").ShouldSucceed().As<AutomationBlueprint>().Single().StepCount);
    }

    [Fact]
    public void Prompt_to_remove_a_step_names_the_step_and_states_how_many_steps_follow_it()
    {
        _served.Session.Run($"(Get-PlannrAutomationBlueprint {Branching}).Steps[3] | Remove-PlannrAutomationBlueprintStep -WhatIf").ShouldSucceed();

        Assert.Contains("step 'Update client' (dba58d4f-0c35-5877-9843-751f5a29431b), and possibly the 2 steps that follow it,", _served.Session.Host.TakeText().ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.Equal(ConfirmImpact.High, ((CmdletAttribute)typeof(Plannr.PowerShell.Blueprints.RemovePlannrAutomationBlueprintStepCommand).GetCustomAttributes(typeof(CmdletAttribute), false)[0]).ConfirmImpact);
    }

    [Theory]
    [InlineData("New-PlannrAutomationBlueprint Welcome")]
    [InlineData("Add-PlannrAutomationBlueprintStep " + Branching + " A mail.send @{}")]
    public void POST_with_an_unknown_outcome_is_not_retried(string script)
    {
        _served.Connect(TimeProvider.System, retries: 3);
        _served.Server.Faults.Add(Fault.Status(500, """{"message":"Server Error"}"""));

        ErrorRecord error = _served.Session.Run(script).ShouldHaveOneError();

        Assert.StartsWith("PlannrUnknownOutcome,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Single(Sent);
    }
}
