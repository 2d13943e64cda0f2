namespace Plannr.Client.Tests.Sandbox;

public class TaskTests : SandboxTests
{
    private const string Tasks = "/api/v1/task";

    [Fact]
    public async Task Created_task_is_listed_for_its_client_and_can_be_completed_twice()
    {
        JsonObject made = await PostAsync(Tasks, $$"""
            {"name":"Call","description":"a\nb","priority":"highest","due_at":"2026-07-01 09:00:00",
             "taskable_type":"client","taskable_uuid":"{{SandboxData.OwnClientAccountUuid}}","assigned_to_uuids":["{{SandboxData.AdminAccountUuid}}"]}
            """);
        Assert.Equal("2026-07-01 09:00:00", Text(made, "due_at"));
        Assert.Equal("Not started", Text(made["status"], "name"));
        Assert.Equal("Octavia Ownerby", Text(made["author"], "name"));

        JsonObject list = await GetAsync($"{Tasks}?filter%5Bclient_uuid%5D={SandboxData.OwnClientAccountUuid}");
        JsonNode found = Assert.Single(list["data"]!.AsArray())!;
        Assert.Equal(Text(made, "uuid"), Text(found, "uuid"));
        Assert.Equal("a\nb", Text(found, "description"));
        Assert.Null(found["author"]);

        string path = $"{Tasks}/{made["uuid"]}/complete";
        JsonObject first = await SendAsync(HttpMethod.Patch, path, string.Empty, HttpStatusCode.OK);
        Time.Advance(TimeSpan.FromHours(1));
        JsonObject second = await SendAsync(HttpMethod.Patch, path, string.Empty, HttpStatusCode.OK);
        Assert.Equal("Complete", Text(first["status"], "name"));
        Assert.Equal(first.ToJsonString(), second.ToJsonString());
    }

    [Fact]
    public async Task Validation_errors_of_a_task_are_listed_by_field()
    {
        await AssertRejectedAsync(HttpMethod.Post, Tasks, "{}", """
            {"message":"The name field is required.","errors":{"name":["The name field is required."]}}
            """);
        await AssertRejectedAsync(HttpMethod.Post, Tasks, """{"name":"Call","priority":"urgent","taskable_type":"client","due_at":"soon"}""", """
            {"message":"The selected priority is invalid. (and 2 more errors)",
             "errors":{"priority":["The selected priority is invalid."],
             "due_at":["The due at field must be a valid date."],
             "taskable_uuid":["The taskable uuid field is required when taskable type is present."]}}
            """);
        await AssertRejectedAsync(HttpMethod.Post, Tasks, $$"""{"name":"Call","taskable_type":"client","taskable_uuid":"{{SandboxData.OwnerAccountUuid}}","assigned_to_uuids":["x"]}""", """
            {"message":"The selected taskable uuid is invalid. (and 1 more error)",
             "errors":{"taskable_uuid":["The selected taskable uuid is invalid."],
             "assigned_to_uuids.0":["The assigned to uuids.0 field must be a valid UUID."]}}
            """);
    }

    [Theory]
    [InlineData("filter%5Bopen_tasks%5D=1&sort=name", "Ask for a valuation|Call about missing documents, again|Prepare the annual review pack|Welcome call")]
    [InlineData("filter%5Bsubtask_visibility%5D=only", "Ask for a valuation")]
    [InlineData("filter%5Barchived_status%5D=1", "Old mail merge")]
    [InlineData("filter%5Bpriority%5D=high,highest&sort=-priority", "Check the trust deed|Call about missing documents, again")]
    [InlineData("filter%5Bdue_before%5D=2026-01-14&filter%5Bcompleted_status%5D=0", "Call about missing documents, again")]
    [InlineData("filter%5Bhas_due_date%5D=0&sort=-created_at", "Welcome call|Old mail merge")]
    public async Task Demo_tasks_can_be_filtered_and_sorted(string query, string expected)
    {
        JsonObject list = await GetAsync($"{Tasks}?{query}");
        Assert.Equal(expected, string.Join('|', list["data"]!.AsArray().Select(task => Text(task, "name"))));
    }

    [Fact]
    public async Task Requested_relations_are_included()
    {
        JsonObject list = await GetAsync($"{Tasks}?filter%5Bname%5D=valuation&include=parent_task,author");
        JsonNode task = Assert.Single(list["data"]!.AsArray())!;
        Assert.Equal(SandboxData.TaskUuid.ToString(), Text(task["parent_task"], "uuid"));
        Assert.Equal("Octavia Ownerby", Text(task["author"], "name"));
    }

    [Theory]
    [InlineData("/api/v1/task?filter%5Bstate%5D=open", "Requested filter(s) `state` are not allowed.")]
    [InlineData("/api/v1/account?filter%5Bnickname%5D=Bob", "Requested filter(s) `nickname` are not allowed.")]
    [InlineData("/api/v1/account?include=pets", "Requested include(s) `pets` are not allowed.")]
    public async Task Unknown_filter_or_include_is_rejected(string path, string expected)
    {
        JsonObject response = await ReadAsync(await Client.GetAsync(path), HttpStatusCode.BadRequest);
        Assert.StartsWith(expected, Text(response, "message"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Request_for_a_single_task_returns_404()
    {
        JsonObject response = await ReadAsync(await Client.GetAsync($"{Tasks}/{SandboxData.TaskUuid}"), HttpStatusCode.NotFound);
        Assert.Equal($"The route api/v1/task/{SandboxData.TaskUuid} could not be found.", Text(response, "message"));
    }
}
