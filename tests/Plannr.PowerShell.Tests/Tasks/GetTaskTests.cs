namespace Plannr.PowerShell.Tests.Tasks;

[Collection(ModuleSession.Collection)]
public sealed class GetTaskTests : IAsyncLifetime
{
    private const string Path = "/api/v1/task?";
    private const string End = "sort=created_at&per_page=500";
    private const string Client = "4c1f0a52-8d37-5b6e-a1c4-6f0e92d7b311";
    private const string Other = "4c1f0a52-8d37-5b6e-a1c4-6f0e92d7b304";

    private ServedSession _served = null!;

    public async Task InitializeAsync() => _served = await ServedSession.StartAsync();

    public async Task DisposeAsync() => await _served.DisposeAsync();

    [Theory]
    [InlineData("", "")]
    [InlineData("-Name review", "filter%5Bname%5D=review&")]
    [InlineData("-Name 'Call*, again'", "filter%5Bname%5D=again&")]
    [InlineData($"-ClientUuid {Client}", $"filter%5Bclient_uuid%5D={Client}&")]
    [InlineData("-TaskableType case, plan", "filter%5Btaskable_type%5D=case%2Cplan&")]
    [InlineData($"-TaskableUuid {Client}, {Other}", $"filter%5Btaskable_uuid%5D={Client}%2C{Other}&")]
    [InlineData("-Priority high, highest", "filter%5Bpriority%5D=high%2Chighest&")]
    [InlineData($"-AssignedToUuid {Other}", $"filter%5Bassigned_to_uuids%5D={Other}&")]
    [InlineData($"-CircleUuid {Other}", $"filter%5Bcircle_uuids%5D={Other}&")]
    [InlineData($"-StatusUuid {Other}", $"filter%5Bstatus_uuid%5D={Other}&")]
    [InlineData("-DueAfter 2026-06-01T12:00:00Z", "filter%5Bdue_after%5D=2026-05-31&")]
    [InlineData("-DueBefore 2026-06-01T12:00:00Z", "filter%5Bdue_before%5D=2026-06-02&")]
    [InlineData("-HasDueDate", "filter%5Bhas_due_date%5D=true&")]
    [InlineData("-Open", "filter%5Bopen_tasks%5D=true&")]
    [InlineData("-Open:$false", "filter%5Bopen_tasks%5D=false&")]
    [InlineData("-Completed", "filter%5Bcompleted_status%5D=true&")]
    [InlineData("-Archived", "filter%5Barchived_status%5D=true&")]
    [InlineData("-NotStarted", "filter%5Bnot_started_status%5D=true&")]
    [InlineData("-SubtaskVisibility only", "filter%5Bsubtask_visibility%5D=only&")]
    [InlineData("-Status Incomplete", "")]
    [InlineData("-Include author, parent_task", "include=author%2Cparent_task&")]
    public void Only_the_given_parameters_are_added_to_the_default_query(string parameters, string query)
    {
        _served.Session.Run("Get-PlannrTask " + parameters).ShouldSucceed();

        Assert.Equal([Path + query + End], _served.Paths);
        Assert.All(_served.Server.Requests, request => Assert.Equal(("GET", string.Empty), (request.Method, request.Body)));
    }

    [Fact]
    public void A_task_has_the_values_from_the_response()
    {
        PlannrTask task = Assert.Single(_served.Session.Run("Get-PlannrTask -Name 'annual review' -Include author, related_tasks, custom_fields").ShouldSucceed().As<PlannrTask>());

        Assert.Equal(SandboxData.TaskUuid, task.Uuid);
        Assert.Equal(("Prepare the annual review pack", "medium", "Incomplete", "client"), (task.Name, task.Priority, task.Status?.ToString(), task.TaskableType));
        Assert.Equal((new Guid(Client), "Mabel O'Quillfeather"), (task.AccountUuid!.Value, task.AccountName));
        Assert.Equal("Octavia Ownerby", task.Author?.ToString());
        Assert.Equal("Ask for a valuation", task.RelatedTasks.ToString());
        Assert.Single(task.AssignedTo);
        Assert.Empty(task.AdditionalProperties);
    }

    [Theory]
    [InlineData($"[pscustomobject]@{{ Uuid = [guid]::NewGuid(); AccountUuid = '{Client}' }} | Get-PlannrTask")]
    [InlineData($"1..3 | ForEach-Object {{ [pscustomobject]@{{ AccountUuid = '{Client}' }} }} | Get-PlannrTask")]
    public void The_tasks_of_a_client_are_requested_once_even_if_several_piped_objects_refer_to_the_client(string script)
    {
        Assert.Equal(2, _served.Session.Run(script).ShouldSucceed().As<PlannrTask>().Count);
        Assert.Equal([$"{Path}filter%5Bclient_uuid%5D={Client}&{End}"], _served.Paths);
    }

    [Fact]
    public void One_request_is_sent_for_each_account_from_the_pipeline()
    {
        _served.Session.Run("Get-PlannrAccount -Name Mabel*, Octavia* -Type client -Role individual | Get-PlannrTask -Open -First 9").ShouldSucceed();

        Assert.Equal(
            [$"{Path}filter%5Bclient_uuid%5D={Client}&filter%5Bopen_tasks%5D=true&sort=created_at&per_page=9", $"{Path}filter%5Bclient_uuid%5D={Other}&filter%5Bopen_tasks%5D=true&sort=created_at&per_page=9"],
            _served.Paths.Skip(1).Order().Reverse());
    }

    [Theory]
    [InlineData("$null | Get-PlannrTask")]
    [InlineData("[pscustomobject]@{ Uuid = [guid]::NewGuid(); AccountUuid = $null } | Get-PlannrTask")]
    [InlineData("Get-PlannrTask -TaskableUuid @()")]
    [InlineData("Get-PlannrTask -AssignedToUuid $null")]
    public void A_null_or_empty_filter_causes_an_error_instead_of_listing_all_tasks(string script)
    {
        ScriptResult result = _served.Session.Run(script);

        Assert.Single(result.Errors.Concat(result.Terminating is { } error ? [error] : []));
        Assert.Empty(_served.Paths);
    }

    [Fact]
    public void An_empty_list_of_clients_returns_no_tasks()
    {
        Assert.Empty(_served.Session.Run("Get-PlannrTask -ClientUuid @()").ShouldSucceed().Output);
        Assert.Empty(_served.Paths);
    }

    [Fact]
    public void Filters_that_the_API_lacks_are_applied_locally()
    {
        const string list = """
            {"data":[
            {"uuid":"00000000-0000-4000-8000-000000000001","status":{"name":"Incomplete"},"due_at":"2026-06-01 12:59:59"},
            {"uuid":"00000000-0000-4000-8000-000000000002","status":{"name":"Complete"},"due_at":"2026-06-01 13:00:00"},
            {"uuid":"00000000-0000-4000-8000-000000000003","status":"Complete","due_at":"2026-06-01T13:59:59+01:00"},
            {"uuid":"00000000-0000-4000-8000-000000000004","status":[],"due_at":"2026-06-01 14:00:00"},
            {"uuid":"00000000-0000-4000-8000-000000000005","status":null,"due_at":null,"taskable_uuid":7,"custom_fields":{"pet":"Dog"}}],
            "links":{"next":null},"meta":{"current_page":1,"last_page":1,"total":5}}
            """;
        _served.Server.Override = _ => new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(list) };

        Assert.Equal("2 3", Numbers("-DueAfter 2026-06-01T12:00:00Z -DueBefore 2026-06-01T13:00:00Z"));
        Assert.Equal("2 3", Numbers("-Status comp*"));
        Assert.Equal("1 2 3 4 5", Numbers(string.Empty));

        string Numbers(string parameters) => string.Join(' ', _served.Session.Run("Get-PlannrTask " + parameters).ShouldSucceed().As<PlannrTask>().Select(task => task.Uuid.ToString()![^1]));
    }
}
