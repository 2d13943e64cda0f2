namespace Plannr.Client.Tests.Sandbox;

public class BlueprintTests : SandboxTests
{
    private const string Blueprints = "/api/v1/automation-blueprints";
    private const string StepBody = """{"name":"Send SMS","type":"sms.send","configuration":{"params":{"limit":{"type":"const","value":12345678901234567890}}}}""";

    [Fact]
    public async Task What_was_created_can_be_read_back()
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
    public async Task The_demo_has_a_blueprint_with_both_branches_of_a_condition()
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
    public async Task A_step_is_added_changed_and_moved_with_its_branch_and_deleted_with_it()
    {
        string path = await CreateBlueprintAsync();
        JsonObject answer = await PostAsync(path, StepBody);
        JsonNode root = Assert.Single(answer["data"]!.AsArray())!;
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
    public async Task A_step_cannot_go_below_itself()
    {
        string path = await CreateBlueprintAsync();
        string root = await AddStepAsync(path, StepBody);
        string child = await AddStepAsync(path, Below(root, "sms.send"));
        await RefusesAsync(HttpMethod.Put, $"{path}/{root}", $$"""{"parent_step_uuid":"{{child}}"}""", """
            {"message":"The selected parent step uuid is invalid.","errors":{"parent_step_uuid":["The selected parent step uuid is invalid."]}}
            """);
    }

    [Fact]
    public async Task A_step_below_a_condition_has_to_say_on_which_branch()
    {
        string path = await CreateBlueprintAsync();
        string root = await AddStepAsync(path, StepBody.Replace("sms.send", "condition", StringComparison.Ordinal));
        string body = Below(root, "sms.send");
        await RefusesAsync(HttpMethod.Post, path, body, """
            {"message":"The condition state field is required.","errors":{"condition_state":["The condition state field is required."]}}
            """);
        await AddStepAsync(path, body[..^1] + ""","condition_state":false}""");
    }

    [Fact]
    public async Task A_step_that_leaves_a_condition_leaves_its_branch()
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
    public async Task Steps_that_are_added_at_once_are_all_kept()
    {
        string path = await CreateBlueprintAsync();
        string[] added = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => AddStepAsync(path, StepBody)));
        JsonObject blueprint = await GetAsync(path.Replace("/blueprint-steps", string.Empty, StringComparison.Ordinal));
        Assert.Equal(added.Order(), blueprint["steps"]!.AsArray().Select(step => Text(step, "uuid")).Order());
    }

    [Fact]
    public async Task Another_sandbox_does_not_know_what_was_made_here()
    {
        JsonObject made = await PostAsync(Blueprints, """{"name":"Card"}""");
        using var client = new HttpClient(new SandboxHandler(Time)) { BaseAddress = SandboxData.DemoBaseAddress };
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{Blueprints}/{made["uuid"]}");
        request.Headers.Add("Accept", "application/json");
        request.Headers.Add("Authorization", "Bearer " + SandboxData.AccessToken);
        await ReadAsync(await client.SendAsync(request), HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_refusal_counts_the_errors_beyond_the_first()
    {
        await RefusesAsync(HttpMethod.Post, Blueprints, """{"name":""}""", """
            {"message":"The name field is required.","errors":{"name":["The name field is required."]}}
            """);
        await RefusesAsync(HttpMethod.Post, Blueprints, """{"is_active":"perhaps"}""", """
            {"message":"The name field is required. (and 1 more error)",
             "errors":{"name":["The name field is required."],"is_active":["The is active field must be true or false."]}}
            """);
        await RefusesAsync(HttpMethod.Post, Blueprints, """{"name":7,"conditions":[{"field":"a","operator":"like","value":1},{}]}""", """
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
    public async Task A_body_that_is_no_json_is_refused(string body)
    {
        JsonObject answer = await SendAsync(HttpMethod.Post, Blueprints, body, HttpStatusCode.BadRequest);
        Assert.Equal("The request body could not be decoded as JSON.", Text(answer, "message"));
    }

    [Fact]
    public async Task A_body_that_is_not_said_to_be_json_counts_as_empty()
    {
        using var plain = new StringContent("""{"name":"Card"}""");
        JsonObject answer = await ReadAsync(await Client.PostAsync(Blueprints, plain), HttpStatusCode.UnprocessableEntity);
        Assert.Equal("The name field is required.", Text(answer, "message"));
    }

    [Fact]
    public async Task Unknown_records_give_404_and_unknown_methods_405()
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

    /// <summary>The path of the steps of a new blueprint.</summary>
    private async Task<string> CreateBlueprintAsync() => $"{Blueprints}/{(await PostAsync(Blueprints, """{"name":"Card"}"""))["uuid"]}/blueprint-steps";

    private async Task<string> AddStepAsync(string path, string body) => Text((await PostAsync(path, body))["data"]!.AsArray().Single(), "uuid");
}
