namespace Plannr.Client.Tests.Sandbox;

public class BlueprintTests : SandboxTests
{
    private const string Blueprints = "/api/v1/automation-blueprints";
    private const string StepBody = """{"name":"Send SMS","type":"sms.send","configuration":{"params":{"limit":{"type":"const","value":12345678901234567890}}}}""";

    [Fact]
    public async Task Created_blueprint_can_be_read()
    {
        JsonObject created = await PostAsync(Blueprints, """
            {"name":" Birthday card ","trigger":"client.created","conditions":[{"field":"client.is_prospect","operator":"equals","value":true}]}
            """);
        Assert.Equal("Birthday card", Text(created, "name"));
        Assert.False((bool)created["is_active"]!);
        Assert.Equal("2026-01-15T12:00:00+00:00", Text(created, "created_at"));
        Assert.Equal("""[{"field":"client.is_prospect","operator":"equals","value":true}]""", created["conditions"]!.ToJsonString());
        Assert.Equal(SandboxData.OwnerAccountUuid.ToString(), Text(created["account"], "uuid"));
        Assert.Equal(created.ToJsonString(), (await GetAsync($"{Blueprints}/{created["uuid"]}")).ToJsonString());
    }

    [Fact]
    public async Task Demo_has_a_blueprint_with_both_branches_of_a_condition()
    {
        JsonArray steps = (await GetAsync($"{Blueprints}/{SandboxData.BranchingBlueprintUuid}"))["steps"]!.AsArray();
        JsonNode condition = steps.Single(step => Text(step, "type") == "condition")!;
        var branches = steps.Where(step => step!["parent_step_uuid"]?.ToString() == Text(condition, "uuid")).Select(step => (bool)step!["condition_state"]!);
        Assert.Equal([false, true], branches.Order());
        Assert.Single(steps, step => step!["parent_step_uuid"] is null);
        Assert.All(steps, step => Assert.NotNull(step!["updated"]));
        Assert.All(steps, step => Assert.NotNull(step!["configuration"]!["params"]));
    }

    [Fact]
    public async Task Step_can_be_changed_and_moved_and_deleting_it_deletes_the_steps_below_it()
    {
        string path = await CreateBlueprintAsync();
        JsonObject response = await PostAsync(path, StepBody);
        JsonNode root = Assert.Single(response["data"]!.AsArray())!;
        Assert.Equal("""{"params":{"limit":{"type":"const","value":12345678901234567890}}}""", root["configuration"]!.ToJsonString());
        string child = await AddStepAsync(path, Below(Text(root, "uuid"), "delay"));
        string grandchild = await AddStepAsync(path, Below(child, "task.create"));

        JsonObject changed = await SendAsync(HttpMethod.Put, $"{path}/{child}", """{"name":"Wait longer","parent_step_uuid":null}""", HttpStatusCode.OK);
        JsonNode moved = Assert.Single(changed["data"]!.AsArray())!;
        Assert.Equal("Wait longer", Text(moved, "name"));
        Assert.Equal("delay", Text(moved, "type"));
        Assert.Null(moved["parent_step_uuid"]);

        using HttpResponseMessage deleted = await Client.DeleteAsync($"{path}/{child}");
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        JsonArray left = (await GetAsync(path.Replace("/blueprint-steps", string.Empty, StringComparison.Ordinal)))["steps"]!.AsArray();
        Assert.Equal(Text(root, "uuid"), Text(Assert.Single(left), "uuid"));
        using HttpResponseMessage gone = await Client.DeleteAsync($"{path}/{grandchild}");
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
    }

    [Fact]
    public async Task Step_cannot_be_moved_below_itself()
    {
        string path = await CreateBlueprintAsync();
        string root = await AddStepAsync(path, StepBody);
        string child = await AddStepAsync(path, Below(root, "sms.send"));
        await AssertRejectedAsync(HttpMethod.Put, $"{path}/{root}", $$"""{"parent_step_uuid":"{{child}}"}""", """
            {"message":"The selected parent step uuid is invalid.","errors":{"parent_step_uuid":["The selected parent step uuid is invalid."]}}
            """);
    }

    [Fact]
    public async Task Step_below_a_condition_requires_a_branch()
    {
        string path = await CreateBlueprintAsync();
        string root = await AddStepAsync(path, StepBody.Replace("sms.send", "condition", StringComparison.Ordinal));
        string body = Below(root, "sms.send");
        await AssertRejectedAsync(HttpMethod.Post, path, body, """
            {"message":"The condition state field is required.","errors":{"condition_state":["The condition state field is required."]}}
            """);
        await AddStepAsync(path, body[..^1] + ""","condition_state":false}""");
    }

    [Fact]
    public async Task Step_moved_away_from_a_condition_loses_its_branch()
    {
        string path = await CreateBlueprintAsync();
        string root = await AddStepAsync(path, StepBody.Replace("sms.send", "condition", StringComparison.Ordinal));
        string child = await AddStepAsync(path, Below(root, "sms.send")[..^1] + ""","condition_state":true}""");
        string other = await AddStepAsync(path, StepBody);
        JsonObject moved = await SendAsync(HttpMethod.Put, $"{path}/{child}", $$"""{"parent_step_uuid":"{{other}}"}""", HttpStatusCode.OK);
        JsonNode step = Assert.Single(moved["data"]!.AsArray())!;
        Assert.Equal(other, Text(step, "parent_step_uuid"));
        Assert.Null(step["condition_state"]);
    }

    [Fact]
    public async Task Concurrently_added_steps_are_all_kept()
    {
        string path = await CreateBlueprintAsync();
        string[] added = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => AddStepAsync(path, StepBody)));
        JsonObject blueprint = await GetAsync(path.Replace("/blueprint-steps", string.Empty, StringComparison.Ordinal));
        Assert.Equal(added.Order(), blueprint["steps"]!.AsArray().Select(step => Text(step, "uuid")).Order());
    }

    [Fact]
    public async Task Sandboxes_do_not_share_records()
    {
        JsonObject made = await PostAsync(Blueprints, """{"name":"Card"}""");
        using var client = new HttpClient(new SandboxHandler(Time)) { BaseAddress = SandboxData.DemoBaseAddress };
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{Blueprints}/{made["uuid"]}");
        request.Headers.Add("Accept", "application/json");
        request.Headers.Add("Authorization", "Bearer " + SandboxData.AccessToken);
        await ReadAsync(await client.SendAsync(request), HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Validation_message_counts_the_other_errors()
    {
        await AssertRejectedAsync(HttpMethod.Post, Blueprints, """{"name":""}""", """
            {"message":"The name field is required.","errors":{"name":["The name field is required."]}}
            """);
        await AssertRejectedAsync(HttpMethod.Post, Blueprints, """{"is_active":"perhaps"}""", """
            {"message":"The name field is required. (and 1 more error)",
             "errors":{"name":["The name field is required."],"is_active":["The is active field must be true or false."]}}
            """);
        await AssertRejectedAsync(HttpMethod.Post, Blueprints, """{"name":7,"conditions":[{"field":"a","operator":"like","value":1},{}]}""", """
            {"message":"The name field must be a string. (and 4 more errors)",
             "errors":{"name":["The name field must be a string."],
             "conditions.0.operator":["The selected conditions.0.operator is invalid."],
             "conditions.1.field":["The conditions.1.field field is required."],
             "conditions.1.operator":["The conditions.1.operator field is required."],
             "conditions.1.value":["The conditions.1.value field is required."]}}
            """);
    }

    [Theory]
    [InlineData("""{"name":""")]
    [InlineData("""{"name":"\ud800"}""")]
    [InlineData("""{"\ud800":"name"}""")]
    public async Task Invalid_JSON_body_is_rejected(string body)
    {
        JsonObject response = await SendAsync(HttpMethod.Post, Blueprints, body, HttpStatusCode.BadRequest);
        Assert.Equal("The request body could not be decoded as JSON.", Text(response, "message"));
    }

    [Fact]
    public async Task Body_without_a_JSON_content_type_is_treated_as_empty()
    {
        using var plain = new StringContent("""{"name":"Card"}""");
        JsonObject response = await ReadAsync(await Client.PostAsync(Blueprints, plain), HttpStatusCode.UnprocessableEntity);
        Assert.Equal("The name field is required.", Text(response, "message"));
    }

    [Fact]
    public async Task Unknown_record_causes_a_404_and_unsupported_method_causes_a_405()
    {
        string unknown = $"{Blueprints}/{Guid.Empty}";
        JsonObject missing = await ReadAsync(await Client.GetAsync(unknown), HttpStatusCode.NotFound);
        Assert.Equal($@"No query results for model [App\Models\AutomationBlueprint] {Guid.Empty}", Text(missing, "message"));
        await SendAsync(HttpMethod.Post, unknown + "/blueprint-steps", StepBody, HttpStatusCode.NotFound);
        await SendAsync(HttpMethod.Put, $"{await CreateBlueprintAsync()}/{Guid.Empty}", "{}", HttpStatusCode.NotFound);
        using HttpResponseMessage refused = await Client.DeleteAsync(unknown);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, refused.StatusCode);
        Assert.Equal(["GET", "HEAD"], refused.Content.Headers.Allow);
    }

    private static string Below(string parent, string type) =>
        StepBody.Replace("sms.send", type, StringComparison.Ordinal)[..^1] + $$""","parent_step_uuid":"{{parent}}"}""";

    /// <summary>Creates a blueprint and returns the path of its steps.</summary>
    private async Task<string> CreateBlueprintAsync() => $"{Blueprints}/{(await PostAsync(Blueprints, """{"name":"Card"}"""))["uuid"]}/blueprint-steps";

    private async Task<string> AddStepAsync(string path, string body) => Text((await PostAsync(path, body))["data"]!.AsArray().Single(), "uuid");
}
