namespace Plannr.PowerShell.Tests.Tasks;

[Collection(ModuleSession.Collection)]
public sealed class SetTaskTests : IAsyncLifetime
{
    private const string One = "00000000-0000-4000-8000-000000000001";
    private const string Two = "00000000-0000-4000-8000-000000000002";

    private ServedSession _served = null!;

    public async Task InitializeAsync()
    {
        _served = await ServedSession.StartAsync();
        _served.Server.Override = request => Json($$"""{"uuid":"{{request.Path.Split('/')[4]}}","name":"Changed"}""");
    }

    public async Task DisposeAsync() => await _served.DisposeAsync();

    [Fact]
    public void Only_the_given_changes_are_sent_if_the_task_is_specified_by_UUID()
    {
        PlannrTask task = _served.Session.Run($"Set-PlannrTask {One} -Priority high -DueAt 2026-07-01T09:00:00Z").ShouldSucceed().As<PlannrTask>().Single();

        Assert.Equal($"PUT /api/v1/task/{One}", Sent());
        Assert.Equal("""{"priority":"high","due_at":"2026-07-01 10:00:00"}""", _served.Server.Requests.Single().Body);
        Assert.Equal("Changed", task.Name);
    }

    [Fact]
    public void A_task_object_is_sent_with_its_existing_values_and_the_changes()
    {
        _served.Session.Set("Task", new PlannrTask
        {
            Uuid = new Guid(One),
            Name = "Call",
            Description = "Twice.",
            Priority = "low",
            DueAt = new DateTimeOffset(2026, 7, 1, 9, 0, 0, TimeSpan.FromHours(1)),
            TaskableType = "client",
            TaskableUuid = new Guid(Two),
            Status = new PlannrTaskStatus { Uuid = new Guid(Two) },
            AssignedTo = new ResourceList<Account>([new Account { Uuid = new Guid(Two) }]),
        });

        _served.Session.Run("$Task | Set-PlannrTask -Name 'Call again'").ShouldSucceed();

        Assert.Equal(
            $$"""{"name":"Call again","description":"Twice.","priority":"low","due_at":"2026-07-01 09:00:00","taskable_type":"client","taskable_uuid":"{{Two}}","task_status_uuid":"{{Two}}","assigned_to_uuids":["{{Two}}"]}""",
            _served.Server.Requests.Single().Body);
    }

    [Fact]
    public void A_call_without_changes_causes_an_error_and_WhatIf_sends_nothing()
    {
        Assert.StartsWith("PlannrInvalidInput,", _served.Session.Run($"Set-PlannrTask {One}").ShouldHaveOneError().FullyQualifiedErrorId, StringComparison.Ordinal);
        _served.Session.Run($"Set-PlannrTask {One} -Name x -WhatIf; Complete-PlannrTask {One} -WhatIf").ShouldSucceed();

        Assert.Empty(_served.Paths);
    }

    [Theory]
    [InlineData("", $"PATCH /api/v1/task/{One}/complete", $"PATCH /api/v1/task/{Two}/complete")]
    [InlineData($" -Undo -TaskStatusUuid {Two}", $"PATCH /api/v1/task/{One}/uncomplete/{Two}", $"PATCH /api/v1/task/{Two}/uncomplete/{Two}")]
    public void Tasks_are_completed_and_reopened(string parameters, string first, string second)
    {
        ScriptResult result = _served.Session.Run($"'{One}', [pscustomobject]@{{ TaskUuid = '{Two}' }} | Complete-PlannrTask{parameters}").ShouldSucceed();

        Assert.Empty(result.Output);
        Assert.Equal([first, second], _served.Server.Requests.Select(request => $"{request.Method} {request.Path}"));
    }

    [Theory]
    [InlineData(204, "")]
    [InlineData(200, "{}")]
    [InlineData(200, """{"message":"Task completed."}""")]
    public void Complete_PlannrTask_accepts_every_successful_response(int status, string body)
    {
        _served.Server.Override = _ => Json(body, (HttpStatusCode)status);

        _served.Session.Run($"Complete-PlannrTask {One}").ShouldSucceed();
    }

    [Fact]
    public void A_task_that_cannot_be_completed_causes_one_error_and_the_command_continues()
    {
        _served.Server.Override = request => request.Path.Contains(One, StringComparison.Ordinal) ? Json("""{"message":"No."}""", HttpStatusCode.Forbidden) : Json("{}");

        ErrorRecord error = _served.Session.Run($"'{One}', '{Two}' | Complete-PlannrTask").ShouldHaveOneError();

        Assert.StartsWith("PlannrForbidden,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(2, _served.Paths.Length);
    }

    private string Sent() => $"{_served.Server.Requests.Single().Method} {_served.Server.Requests.Single().Path}";

    private static HttpResponseMessage Json(string body, HttpStatusCode status = HttpStatusCode.OK) =>
        new(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
}
