using System.Management.Automation.Internal;

namespace Plannr.PowerShell.Tests.Steps;

[Collection(ModuleSession.Collection)]
public sealed class StepRowTests : IDisposable
{
    private const string Seed = "82f16694-dbe3-4787-bd57-ab9eec12b43f";
    private const string Failed = "0f7cb7d9-64a1-5c0e-9d3b-2b8e5a9f1cff";

    private readonly DemoSession _demo = new();
    private readonly CultureInfo _culture = CultureInfo.CurrentCulture;

    public void Dispose()
    {
        CultureInfo.CurrentCulture = _culture;
        _demo.Dispose();
    }

    [Fact]
    public void Columns_are_in_a_fixed_order() => Assert.Equal(
        [
            "ExecutionUuid", "ExecutionName", "ExecutionStatus", "TriggeredBy", "AccountUuid", "AccountName", "AccountEmail", "Position", "Name", "Status", "ExecutedAt", "ExecutedAtIso", "DurationSeconds",
            "HasError", "Error", "Info", "ConnectionName",
        ],
        Run($"Get-PlannrAutomationStep {Failed}")[0].Properties.Select(property => property.Name));

    [Fact]
    public void A_row_describes_the_step_with_its_execution_and_account() => Assert.Equal(
        [
            Failed, "Send client welcome pack to newly created client", "failed", "client.created", "4c1f0a52-8d37-5b6e-a1c4-6f0e92d7b311", "Mabel O'Quillfeather", "mabel@example.org",
            "2", "Send e-mail", "failed", "2026-06-10 02:04:06", "2026-06-10T02:04:06+01:00", "3", "True", "The email must be a valid email address.; The template field is required.",
            "{\"message\":\"The given data was invalid.\",\"errors\":{\"email\":[\"The email must be a valid email address.\"],\"template\":[\"The template field is required.\"]}}", "Default",
        ],
        Cells(Run($"Get-PlannrAutomationStep {Failed}")[1]));

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public void The_rows_of_a_deserialized_execution_are_the_same_and_need_no_request(int depth)
    {
        string[] expected = [.. Run($"$run = Get-PlannrAutomationExecution {Failed} -IncludeAccount; $run | Get-PlannrAutomationStep").SelectMany(Cells)];

        string[] cells = [.. Run($"Disconnect-Plannr -All; [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($run, {depth})) | Get-PlannrAutomationStep")
            .SelectMany(Cells)];

        Assert.Equal(expected, cells);
    }

    [Fact]
    public void A_pending_step_has_empty_result_columns() => Assert.Equal(
        ["3", "Send SMS", "pending", "", "", "", "False", "", "", "Default"],
        Cells(Run($"Get-PlannrAutomationStep {Failed}")[2]).Skip(7));

    [Theory]
    [InlineData("de-DE")]
    [InlineData("en-US")]
    [InlineData("ar-SA")]
    [InlineData("th-TH")]
    public void Cells_are_the_same_in_every_culture(string culture)
    {
        string[] expected = [.. Run($"Get-PlannrAutomationStep {Failed}, {Seed}").SelectMany(Cells)];

        CultureInfo.CurrentCulture = new CultureInfo(culture);

        Assert.Equal(expected, Run($"Get-PlannrAutomationStep {Failed}, {Seed}").SelectMany(Cells));
    }

    [Fact]
    public void ExecutedAt_can_be_compared_and_used_in_calculations()
    {
        Run($"$row = (Get-PlannrAutomationStep {Failed})[1]");

        Assert.Equal(
            [true, true, true, true, true],
            _demo.Session.Run(
                "$row.ExecutedAt -is [datetimeoffset]; $row.ExecutedAt -gt [datetimeoffset]'2026-06-10T01:04:05Z'; $row.ExecutedAt -lt [datetime]::new(2026, 6, 11); "
                + "$row.ExecutedAt.AddSeconds(1).Second -eq 7; $row.ExecutedAt -eq [datetimeoffset]'2026-06-10T01:04:06Z'").ShouldSucceed().As<bool>());
    }

    [Theory]
    [InlineData("$row.ExecutedAt.ToString()", "2026-06-10 02:04:06")]
    [InlineData("$row.ExecutedAtIso", "2026-06-10T02:04:06+01:00")]
    [InlineData("$row.ExecutedAt.ToString('yyyy')", "2026")]
    [InlineData("$row.ExecutedAt.ToString('d MMMM', [cultureinfo]'de-DE')", "10 Juni")]
    [InlineData("$row.ExecutedAt.ToString([cultureinfo]'en-GB')", "10/06/2026 02:04:06 +01:00")]
    public void ExecutedAt_can_be_formatted(string script, string expected)
    {
        Run($"$row = (Get-PlannrAutomationStep {Failed})[1]");

        Assert.Equal(expected, Assert.Single(_demo.Session.Run(script).ShouldSucceed().As<string>()));
    }

    [Theory]
    [InlineData("2026-06-10T01:04:06Z", "2026-06-10 02:04:06", "2026-06-10T01:04:06+00:00")]
    [InlineData("2026-01-10T01:04:06-05:00", "2026-01-10 06:04:06", "2026-01-10T01:04:06-05:00")]
    public void ExecutedAt_is_written_in_UK_time_whatever_offset_the_API_returned(string time, string expected, string iso)
    {
        _demo.Session.Set("Run", new AutomationExecution
        {
            Steps = new ResourceList<AutomationStep>([new AutomationStep { Name = "Send SMS", ExecutedAt = DateTimeOffset.Parse(time, CultureInfo.InvariantCulture) }]),
        });

        string[] cells = [.. Cells(Assert.Single(Run("$Run | Get-PlannrAutomationStep")))];

        Assert.Equal([expected, iso], cells[10..12]);
    }

    [Fact]
    public void Executions_from_the_pipeline_need_no_connection()
    {
        Run($"$runs = Get-PlannrAutomationExecution {Failed}, {Seed} -IncludeAccount; Disconnect-Plannr -All");

        Assert.Equal(6, Run("$runs | Get-PlannrAutomationStep").Count);
        Assert.Equal(6, Run("Get-PlannrAutomationStep -InputObject $runs").Count);
    }

    [Fact]
    public void Requests_by_UUID_need_a_connection()
    {
        _demo.Session.Run("Disconnect-Plannr -All").ShouldSucceed();

        Assert.StartsWith("PlannrNotConnected,", _demo.Session.Run($"Get-PlannrAutomationStep {Failed}").ShouldTerminate().FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.StartsWith("PlannrNotConnected,", _demo.Session.Run($"'{Failed}' | Get-PlannrAutomationStep").ShouldTerminate().FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-Status failed", "2")]
    [InlineData("-Status FAILED, completed", "1,2")]
    [InlineData("-Status f*, comp*", "1,2")]
    [InlineData("-Name 'Send*'", "2,3")]
    [InlineData("-Name 'send sms', '*task'", "3,4")]
    [InlineData("-WithError", "2")]
    [InlineData("-WithError -Name 'Send SMS'", "")]
    [InlineData("-Status pending -Name 'Send*', 'Update*'", "3,5")]
    public void Steps_are_filtered_by_status_and_by_name_and_by_error(string filter, string positions) => Assert.Equal(
        positions, string.Join(',', Run($"Get-PlannrAutomationStep {Failed} {filter}").Select(row => row.Properties["Position"].Value)));

    [Fact]
    public void WithError_includes_a_completed_step_with_an_error() =>
        Assert.Equal("completed", Assert.Single(Run($"Get-PlannrAutomationStep {Seed} -WithError")).Properties["Status"].Value);

    [Fact]
    public void Unknown_UUID_causes_one_error_and_the_command_continues()
    {
        ScriptResult result = _demo.Session.Run($"'00000000-0000-4000-8000-00000000dead', '{Seed}' | Get-PlannrAutomationStep");

        ErrorRecord error = result.ShouldHaveOneError();
        Assert.Equal("PlannrNotFound,Plannr.PowerShell.Automations.GetPlannrAutomationStepCommand", error.FullyQualifiedErrorId);
        Assert.Single(result.Output);
    }

    [Fact]
    public void Rows_can_be_piped_to_the_execution_and_step_cmdlets()
    {
        Assert.Equal(
            [Failed, Seed],
            Run($"Get-PlannrAutomationStep {Failed}, {Seed} -WithError | Get-PlannrAutomationExecution").Select(run => ((AutomationExecution)run.BaseObject).Uuid.ToString()));
        Assert.Equal(5, Run($"Get-PlannrAutomationStep {Failed} -WithError | Get-PlannrAutomationStep").Count);
    }

    [Fact]
    public void Cells_contain_all_data_and_no_type_names()
    {
        var account = new Account { Name = "Quill, \"Q\" & Söhne 逍遥", Email = "q@example.org", PrimaryEmail = new ContactDetail { Value = "main@example.org" } };
        var step = new AutomationStep
        {
            Position = 1, Name = "a,b", Info = "line 1\r\nline \"2\"", Errors = new ResourceList<string>(["first; second", "third\nline"]), Status = "completed",
        };
        _demo.Session.Set("Execution", new AutomationExecution { Name = "=1+1", Account = account, Steps = new ResourceList<AutomationStep>([step]) });

        Assert.Equal(
            ["", "=1+1", "", "", "", "Quill, \"Q\" & Söhne 逍遥", "main@example.org", "1", "a,b", "completed", "", "", "", "True", "first; second; third\nline", "line 1\r\nline \"2\"", ""],
            Cells(Assert.Single(Run("$Execution | Get-PlannrAutomationStep"))));
    }

    [Fact]
    public void An_execution_without_steps_has_no_rows() => Assert.Empty(Run("[Plannr.AutomationExecution]::new() | Get-PlannrAutomationStep"));

    [Fact]
    public void The_table_shows_the_error_and_the_account()
    {
        string[] lines = [.. _demo.Session.Show($"Get-PlannrAutomationStep {Failed} -WithError").Select(line => new StringDecorated(line).ToString(OutputRendering.PlainText).TrimEnd())];

        Assert.Equal(["Status", "Name", "Error", "Account", "Executed", "Execution"], lines[0].Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Matches("^failed Send e-mail The email must be a valid email address.; The tem… Mabel O'Quillfeather 2026-06-10 02:04 Send clien…$", lines[2]);
        Assert.All(lines, line => Assert.InRange(line.Length, 1, 120));
    }

    /// <summary>Returns the text that Export-Csv writes for each property.</summary>
    private static string[] Cells(PSObject row) => [.. row.Properties.Select(property => property.Value?.ToString() ?? string.Empty)];

    private IReadOnlyList<PSObject> Run(string script) => _demo.Session.Run(script).ShouldSucceed().Output;
}
