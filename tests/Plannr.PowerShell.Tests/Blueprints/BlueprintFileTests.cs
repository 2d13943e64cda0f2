namespace Plannr.PowerShell.Tests.Blueprints;

[Collection(ModuleSession.Collection)]
public sealed class BlueprintFileTests : IAsyncLifetime
{
    private const string Branching = "b1e7c3d4-2a90-5f18-8b6d-7c5a41e0d202";
    private const string Endpoint = "/api/v1/automation-blueprints";

    private readonly string _file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".json");
    private ServedSession _served = null!;

    private string[] Sent => [.. _served.Server.Requests.Select(request => $"{request.Method} {request.Path}")];

    public async Task InitializeAsync()
    {
        _served = await ServedSession.StartAsync();
        _served.Session.Set("File", _file);
    }

    public async Task DisposeAsync()
    {
        await _served.DisposeAsync();
        File.Delete(_file);
    }

    [Fact]
    public void Imported_blueprint_has_the_exported_steps()
    {
        _served.Session.Run($"Export-PlannrAutomationBlueprint {Branching} $File").ShouldSucceed();
        Assert.Equal([$"GET {Endpoint}/{Branching}"], Sent);
        _served.Server.ClearRequests();

        AutomationBlueprint imported = Assert.Single(_served.Session.Run("Import-PlannrAutomationBlueprint $File -Name Another").ShouldSucceed().As<AutomationBlueprint>());

        Assert.Equal([$"POST {Endpoint}", .. Enumerable.Repeat($"POST {Endpoint}/{imported.Uuid}/blueprint-steps", 8), $"GET {Endpoint}/{imported.Uuid}"], Sent);
        Assert.Equal(
            """{"name":"Another","is_active":false,"trigger":"client.next_review_date","configuration":{"days":"30","direction":"before","repeats_yearly":true}}""",
            _served.Server.Requests[0].Body);
    }

    [Fact]
    public void One_name_for_several_blueprints_is_rejected_before_any_request()
    {
        _served.Session.Run($"Get-PlannrAutomationBlueprint {Branching}, b1e7c3d4-2a90-5f18-8b6d-7c5a41e0d201 | Export-PlannrAutomationBlueprint -Path $File").ShouldSucceed();
        _served.Server.ClearRequests();

        ErrorRecord error = _served.Session.Run("Import-PlannrAutomationBlueprint $File -Name Another").ShouldHaveOneError();

        Assert.StartsWith("PlannrInvalidInput,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(_served.Paths);
    }

    [Fact]
    public void Empty_input_writes_a_file_without_blueprints()
    {
        _served.Session.Run("@() | Export-PlannrAutomationBlueprint -Path $File").ShouldSucceed();

        Assert.Contains("\"blueprints\": []", File.ReadAllText(_file), StringComparison.Ordinal);
        Assert.Empty(_served.Session.Run("Import-PlannrAutomationBlueprint $File").ShouldSucceed().Output);
    }

    [Fact]
    public void WhatIf_reports_that_an_existing_file_would_be_replaced_and_leaves_it_unchanged()
    {
        File.WriteAllText(_file, "before");
        _served.Session.Host.TakeText();

        _served.Session.Run("@() | Export-PlannrAutomationBlueprint -Path $File -WhatIf").ShouldSucceed();

        Assert.Equal("before", File.ReadAllText(_file));
        Assert.Contains("\"Replace with 0 blueprints\"", _served.Session.Host.TakeText().ReplaceLineEndings(string.Empty), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData($"'{Branching}', $null | Export-PlannrAutomationBlueprint -Path $File", "1 of the blueprints")]
    [InlineData($"'{Branching}', 'x', '' | Export-PlannrAutomationBlueprint -Path $File", "2 of the blueprints")]
    public void File_is_left_unchanged_if_an_input_has_no_valid_uuid(string script, string reason)
    {
        File.WriteAllText(_file, "before");

        ErrorRecord error = _served.Session.Run(script).ShouldTerminate();

        Assert.StartsWith("PlannrFileNotWritten,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains(reason, error.ToString(), StringComparison.Ordinal);
        Assert.Equal("before", File.ReadAllText(_file));
    }

    [Fact]
    public void Null_argument_writes_one_error_and_no_file()
    {
        ErrorRecord error = _served.Session.Run("Export-PlannrAutomationBlueprint $null $File").ShouldHaveOneError();

        Assert.StartsWith("PlannrMissingUuid,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.False(File.Exists(_file));
    }
}
