namespace Plannr.PowerShell.Tests.Connections;

/// <summary>Lists and records of several firms, each on its own server.</summary>
[Collection(ModuleSession.Collection)]
public sealed class SeveralConnectionsTests : IAsyncLifetime
{
    private const string Execution = "82f16694-dbe3-4787-bd57-ab9eec12b43f";
    private const string FileUuid = "00000000-0000-4000-8000-000000000001";
    private const string Blueprint = "b1e7c3d4-2a90-5f18-8b6d-7c5a41e0d202";

    private readonly string _file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".json");
    private ServedSession _north = null!;
    private SandboxServer _south = null!;

    public async Task InitializeAsync()
    {
        _north = await ServedSession.StartAsync();
        _south = await SandboxServer.StartAsync();
        _north.Session.Set("South", _south.BaseUri);
        _north.Session.Set("File", _file);
        _north.Session.Run(
            "Disconnect-Plannr; Connect-Plannr -Name North -AccessToken $Token -BaseUri $Base -SkipAccountResolution; Connect-Plannr -Name South -AccessToken $Token -BaseUri $South -SkipAccountResolution").ShouldSucceed();
        _north.Server.ClearRequests();
        _south.ClearRequests();
    }

    public async Task DisposeAsync()
    {
        await _north.DisposeAsync();
        await _south.DisposeAsync();
        File.Delete(_file);
    }

    [Fact]
    public void Lists_are_read_in_parallel()
    {
        using var southIsRequested = new ManualResetEventSlim();
        _south.Override = _ =>
        {
            southIsRequested.Set();
            return null;
        };
        _north.Server.Override = _ => southIsRequested.Wait(TimeSpan.FromMinutes(1)) ? null : new HttpResponseMessage(System.Net.HttpStatusCode.InternalServerError);

        Assert.Equal(["North", "South"], Names("Get-PlannrTag -Connection North, South"));
    }

    [Fact]
    public void List_is_not_requested_if_an_earlier_one_has_enough_records()
    {
        Assert.Equal(["North"], Names("Get-PlannrTag -Connection North, South -First 2"));
        Assert.Empty(_south.Requests);
    }

    [Fact]
    public void Combined_total_is_written_first()
    {
        ScriptResult result = Run("Get-PlannrTag -Connection North, South -First 1 -IncludeTotalCount").ShouldSucceed();

        Assert.Equal(8UL, result.Output[0].BaseObject);
        Assert.Equal(1.0, result.Output[0].Properties["Accuracy"].Value);
        Assert.Equal(2, result.Output.Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-First 8 -IncludeTotalCount")]
    public void Earlier_lists_are_written_before_a_failed_list_terminates_the_command_with_an_error_that_names_the_connection(string paging)
    {
        _south.Override = _ => new HttpResponseMessage(System.Net.HttpStatusCode.Forbidden);

        ScriptResult result = Run($"Get-PlannrTag -Connection North, South {paging} | Where-Object {{ $_ -is [Plannr.Tag] }}");

        Assert.Equal(Enumerable.Repeat("North", 4), result.As<Tag>().Select(tag => tag.ConnectionName));
        ErrorRecord error = result.ShouldTerminate();
        Assert.Equal("South", error.TargetObject);
        Assert.StartsWith("South: GET /api/v1/tag: HTTP 403", error.ToString(), StringComparison.Ordinal);
        Assert.Equal("South", ((PlannrException)error.Exception).ConnectionName);
    }

    [Fact]
    public void Records_are_requested_on_their_own_connections_and_returned_in_input_order()
    {
        _north.Server.Override = Runs.Answer;
        _south.Override = Runs.Answer;
        _north.Session.Set("Runs", Enumerable.Range(1, 40).Select(Create).ToArray());

        ScriptResult result = Run("$Runs | Get-PlannrAutomationExecution").ShouldSucceed();

        Assert.Equal(Enumerable.Range(1, 40).Select(number => (Runs.Uuid(number), Create(number).ConnectionName)), result.As<AutomationExecution>().Select(run => (run.Uuid!.Value, run.ConnectionName)));
        Assert.Equal(20, _north.Server.Requests.Count);
        Assert.Equal(20, _south.Requests.Count);

        static AutomationExecution Create(int number) => new() { Uuid = Runs.Uuid(number), ConnectionName = number % 2 == 0 ? "North" : "South" };
    }

    [Fact]
    public void Bulk_mode_sends_one_request_per_connection()
    {
        Run("$runs = Get-PlannrAutomationExecution -Connection North, South -First 60 -Skip 20").ShouldSucceed();
        _north.Server.ClearRequests();
        _south.ClearRequests();

        Assert.Equal(["North", "South"], Names("$runs | Get-PlannrAutomationExecution -Bulk"));
        Assert.Single(_north.Server.Requests);
        Assert.Single(_south.Requests);
    }

    [Fact]
    public void Command_keeps_the_connection_it_started_with()
    {
        Run("$uuids = (Get-PlannrAutomationExecution -First 3).Uuid").ShouldSucceed();
        _south.ClearRequests();
        _north.Server.ClearRequests();

        Run("$uuids | Get-PlannrAutomationExecution -ThrottleLimit 1 | ForEach-Object { Connect-Plannr -Demo -Name Other }").ShouldSucceed();

        Assert.Equal(3, _south.Requests.Count);
    }

    [Fact]
    public void Piped_accounts_are_combined_into_one_list_request_per_connection()
    {
        Run("$accounts = Get-PlannrAccount -Connection North, South -Type client -First 40").ShouldSucceed();
        _north.Server.ClearRequests();
        _south.ClearRequests();

        Assert.Equal(["North", "South"], Names("$accounts, $accounts[0] | ForEach-Object { $_ } | Get-PlannrAutomationExecution"));
        Assert.Single(_north.Server.Requests);
        Assert.Single(_south.Requests);
    }

    [Fact]
    public void Blueprints_with_the_same_uuid_from_two_firms_are_both_exported()
    {
        Run($"Get-PlannrAutomationBlueprint {Blueprint} -Connection North, South | Export-PlannrAutomationBlueprint -Path $File").ShouldSucceed();

        using JsonDocument exported = JsonDocument.Parse(File.ReadAllText(_file));
        Assert.Equal([Blueprint, Blueprint], exported.RootElement.GetProperty("blueprints").EnumerateArray().Select(blueprint => blueprint.GetProperty("uuid").GetString()));
    }

    [Fact]
    public void Files_with_the_same_uuid_from_two_firms_are_both_saved()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("plannr-firms-");
        try
        {
            _north.Session.Set("Folder", folder.FullName);
            ServeFile(_north.Server, "north");
            ServeFile(_south, "south");

            Run($"'North', 'South' | ForEach-Object {{ [pscustomobject]@{{ FileUuid = '{FileUuid}'; ConnectionName = $_ }} }} | Save-PlannrFile -Destination $Folder").ShouldSucceed();

            Assert.Equal(["north", "south"], folder.GetFiles().Select(file => File.ReadAllText(file.FullName)).Order(StringComparer.Ordinal));
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        static void ServeFile(SandboxServer server, string content) => server.Override = request => new HttpResponseMessage
        {
            Content = new StringContent(request.Path.StartsWith("/api/", StringComparison.Ordinal)
                ? $$"""{"uuid":"{{FileUuid}}","filename":"a.csv","type":"text/csv","download_url":"{{server.BaseUri}}a"}"""
                : content),
        };
    }

    [Fact]
    public void Executions_with_the_same_uuid_from_two_firms_keep_their_own_accounts()
    {
        ScriptResult result = Run($"Get-PlannrAutomationExecution {Execution} -IncludeAccount -Connection North, South | Wait-PlannrAutomationExecution -Status *").ShouldSucceed();

        Assert.Equal(["North", "South"], result.As<AutomationExecution>().Select(run => run.ConnectionName).Order(StringComparer.Ordinal));
        Assert.All(result.As<AutomationExecution>(), run => Assert.Equal(run.ConnectionName, run.Account?.ConnectionName));
    }

    [Fact]
    public void Error_that_ends_a_watch_states_how_many_executions_were_emitted()
    {
        _north.Server.Override = new RunList(3).Answer;
        _south.Override = _ => new HttpResponseMessage(System.Net.HttpStatusCode.Forbidden);

        ScriptResult result = Run("Watch-PlannrAutomationExecution -Connection North, South -Once -After 2026-01-01");

        Assert.Equal(3, result.Output.Count);
        Assert.EndsWith("The list is incomplete: 3 items were read before this error.", result.ShouldTerminate().ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("$run | New-PlannrTask")]
    [InlineData("$blueprint | Copy-PlannrAutomationBlueprint")]
    [InlineData("$blueprint | Export-PlannrAutomationBlueprint -Path $File")]
    [InlineData("[pscustomobject]@{ FileUuid = [guid]::NewGuid(); ConnectionName = 'South' } | Save-PlannrFile -Destination ([System.IO.Path]::GetTempPath())")]
    public void Cmdlets_that_make_changes_or_save_files_do_not_use_another_connection_for_a_record_of_a_closed_connection(string script)
    {
        GetAndDisconnect();

        Assert.Contains(Run(script).Errors, error => error.FullyQualifiedErrorId.StartsWith("PlannrNotConnected,", StringComparison.Ordinal));

        Assert.Empty(_north.Server.Requests);
        Assert.False(File.Exists(_file));
    }

    [Fact]
    public void Record_of_a_closed_connection_is_read_over_the_default_connection_with_a_warning()
    {
        GetAndDisconnect();

        ScriptResult result = Run("$run | Get-PlannrAutomationExecution").ShouldSucceed();

        Assert.Contains("came from the connection 'South', which is closed or belongs to another session or runspace. The connection 'North'", Assert.Single(result.Warnings), StringComparison.Ordinal);
        Assert.Equal("North", result.As<AutomationExecution>().Single().ConnectionName);
    }

    private void GetAndDisconnect()
    {
        Run($"$run = Get-PlannrAutomationExecution {Execution} -IncludeAccount; $blueprint = Get-PlannrAutomationBlueprint {Blueprint}; Disconnect-Plannr South").ShouldSucceed();
        _north.Server.ClearRequests();
    }

    private ScriptResult Run(string script) => _north.Session.Run(script);

    private IEnumerable<string?> Names(string script) => Run(script).ShouldSucceed().Output.Select(item => ((PlannrRecord)item.BaseObject).ConnectionName).Distinct();
}
