using System.Runtime.Versioning;

namespace Plannr.PowerShell.Tests.Reports;

[Collection(ModuleSession.Collection)]
public sealed class ExportReportTests : IDisposable
{
    private const string Command = "Plannr.PowerShell.Reports.ExportPlannrAutomationReportCommand";
    private const string Two = "Get-PlannrAutomationExecution 82f16694-dbe3-4787-bd57-ab9eec12b43f, 0f7cb7d9-64a1-5c0e-9d3b-2b8e5a9f1cff -IncludeAccount";

    private readonly DemoSession _demo = new();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("plannr-reports-");
    private readonly string _file;

    public ExportReportTests()
    {
        _file = Path.Combine(_folder.FullName, "report.html");
        _demo.Session.Set("File", _file);
        _demo.Session.Set("Folder", _folder.FullName);
    }

    public void Dispose()
    {
        _demo.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public void Executions_from_the_pipeline_are_written_to_one_file_and_nothing_is_returned()
    {
        ScriptResult result = Run($"{Two} | Export-PlannrAutomationReport $File -Title 'Runs & errors'").ShouldSucceed();

        Assert.Empty(result.Output);
        Assert.Equal([_file], Files());
        string page = File.ReadAllText(_file);
        Assert.Contains("<h1>Runs &amp; errors</h1>", page, StringComparison.Ordinal);
        Assert.Contains("82f16694-dbe3-4787-bd57-ab9eec12b43f", page, StringComparison.Ordinal);
        Assert.Contains("Gareth Thompson", page, StringComparison.Ordinal);
        Assert.Contains("The email must be a valid email address.", page, StringComparison.Ordinal);
        Assert.Contains("<time datetime=\"2026-06-10T09:30:00+00:00\">10 Jun 2026 09:30</time>", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Executions_can_be_passed_as_a_parameter()
    {
        Run($"$runs = {Two}; Export-PlannrAutomationReport -Path $File -InputObject $runs").ShouldSucceed();

        Assert.Contains("<strong>2</strong>", File.ReadAllText(_file), StringComparison.Ordinal);
        Assert.Contains("<h1>Automation report</h1>", File.ReadAllText(_file), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Export-PlannrAutomationReport $File")]
    [InlineData("@() | Export-PlannrAutomationReport $File")]
    [InlineData("$null | Export-PlannrAutomationReport $File")]
    public void Empty_input_creates_an_empty_report_even_without_a_connection(string script)
    {
        Run("Disconnect-Plannr -All; " + script).ShouldSucceed();

        Assert.Contains("No executions", File.ReadAllText(_file), StringComparison.Ordinal);
    }

    [Fact]
    public void PassThru_returns_the_file()
    {
        ScriptResult result = Run($"{Two} | Export-PlannrAutomationReport $File -PassThru").ShouldSucceed();

        Assert.Equal(_file, Assert.Single(result.As<FileInfo>()).FullName);
        Assert.EndsWith(_file, (string)result.Output[0].Properties["PSPath"].Value, StringComparison.Ordinal);
    }

    [Fact]
    public void A_relative_path_is_resolved_against_the_current_location()
    {
        Run("$null = $ExecutionContext.SessionState.Path.PushCurrentLocation('reports'); $null = $ExecutionContext.SessionState.Path.SetLocation($Folder); Export-PlannrAutomationReport here.html")
            .ShouldSucceed();

        Assert.Equal([Path.Combine(_folder.FullName, "here.html")], Files());
    }

    [Theory]
    [InlineData("a [1] & b.html")]
    [InlineData("[a-z].html")]
    [InlineData("quo`te' $x.html")]
    [InlineData("Żółcisława 逍遥.html")]
    public void LiteralPath_is_used_unchanged(string name)
    {
        _demo.Session.Set("File", Path.Combine(_folder.FullName, name));

        ScriptResult result = Run("Export-PlannrAutomationReport -LiteralPath $File -PassThru").ShouldSucceed();

        Assert.Equal(name, Assert.Single(result.As<FileInfo>()).Name);
        Assert.Equal([Path.Combine(_folder.FullName, name)], Files());
    }

    [Theory]
    [InlineData("report", "report.html")]
    [InlineData("a [1]", "a [1].html")]
    [InlineData("report.htm", "report.htm")]
    [InlineData("failed.2026-06-10", "failed.2026-06-10")]
    public void A_name_without_an_extension_gets_the_html_extension(string name, string file)
    {
        _demo.Session.Set("File", Path.Combine(_folder.FullName, name));

        ScriptResult result = Run("Export-PlannrAutomationReport $File -PassThru").ShouldSucceed();

        Assert.Equal(file, Assert.Single(result.As<FileInfo>()).Name);
        Assert.Equal([Path.Combine(_folder.FullName, file)], Files());
    }

    [Fact]
    public void An_existing_file_without_an_extension_is_replaced()
    {
        string path = Path.Combine(_folder.FullName, "report");
        File.WriteAllText(path, "old");
        _demo.Session.Set("File", path);

        Run("Export-PlannrAutomationReport $File").ShouldSucceed();

        Assert.Equal([path], Files());
        Assert.StartsWith("<!DOCTYPE html>", File.ReadAllText(path), StringComparison.Ordinal);
    }

    [Fact]
    public void WhatIf_writes_nothing_and_describes_the_report()
    {
        _demo.Session.Host.TakeText();

        Run($"{Two} | Export-PlannrAutomationReport $File -WhatIf -PassThru").ShouldSucceed();

        Assert.Empty(Files());
        Assert.Contains($"\"Write a report on 2 executions\" on target \"{_file}\"", _demo.Session.Host.TakeText().ReplaceLineEndings(string.Empty), StringComparison.Ordinal);
    }

    [Fact]
    public void WhatIf_reports_that_an_existing_file_would_be_replaced_and_leaves_it_unchanged()
    {
        File.WriteAllText(_file, "before");
        _demo.Session.Host.TakeText();

        Run("Export-PlannrAutomationReport $File -WhatIf").ShouldSucceed();

        Assert.Equal("before", File.ReadAllText(_file));
        Assert.Contains("\"Replace with a report on 0 executions\"", _demo.Session.Host.TakeText().ReplaceLineEndings(string.Empty), StringComparison.Ordinal);
    }

    [Fact]
    public void An_existing_file_is_replaced()
    {
        File.WriteAllText(_file, new string('x', 1_000_000));

        Run("Export-PlannrAutomationReport $File").ShouldSucceed();

        Assert.StartsWith("<!DOCTYPE html>", File.ReadAllText(_file), StringComparison.Ordinal);
        Assert.DoesNotContain("xxx", File.ReadAllText(_file), StringComparison.Ordinal);
        Assert.Equal([_file], Files());
    }

    [Fact]
    public void NoClobber_refuses_an_existing_file_before_reading_the_pipeline()
    {
        File.WriteAllText(_file, "before");

        ErrorRecord error = Run("& { $script:isRead = $true } | Export-PlannrAutomationReport $File -NoClobber").ShouldTerminate();

        Assert.Equal("PlannrFileExists," + Command, error.FullyQualifiedErrorId);
        Assert.Equal(ErrorCategory.ResourceExists, error.CategoryInfo.Category);
        Assert.NotEmpty(error.ErrorDetails.RecommendedAction);
        Assert.Equal("before", File.ReadAllText(_file));
        Assert.Null(Run("$script:isRead").Output.SingleOrDefault());
    }

    [Fact]
    public void NoClobber_writes_a_new_file()
    {
        Run("Export-PlannrAutomationReport $File -NoClobber").ShouldSucceed();

        Assert.Equal([_file], Files());
    }

    [Fact]
    public void A_read_only_file_is_replaced_only_with_Force_and_stays_read_only()
    {
        File.WriteAllText(_file, "before");
        File.SetAttributes(_file, FileAttributes.ReadOnly);

        ErrorRecord error = Run("Export-PlannrAutomationReport $File").ShouldTerminate();
        Assert.Equal("PlannrFileNotWritten," + Command, error.FullyQualifiedErrorId);
        Assert.Equal(ErrorCategory.WriteError, error.CategoryInfo.Category);
        Assert.Equal("before", File.ReadAllText(_file));

        Run("Export-PlannrAutomationReport $File -Force").ShouldSucceed();
        Assert.StartsWith("<!DOCTYPE html>", File.ReadAllText(_file), StringComparison.Ordinal);
        Assert.True(File.GetAttributes(_file).HasFlag(FileAttributes.ReadOnly));
        File.SetAttributes(_file, FileAttributes.Normal);
    }

    [UnixFact("Windows has no file modes.")]
    [UnsupportedOSPlatform("windows")]
    public void Replacing_a_private_report_through_a_link_keeps_the_link_and_the_file_mode()
    {
        File.WriteAllText(_file, "before");
        File.SetUnixFileMode(_file, UnixFileMode.UserRead);
        string link = Path.Combine(_folder.FullName, "link.html");
        File.CreateSymbolicLink(link, "report.html");
        _demo.Session.Set("File", link);

        Run("Export-PlannrAutomationReport $File -Force").ShouldSucceed();

        Assert.StartsWith("<!DOCTYPE html>", File.ReadAllText(_file), StringComparison.Ordinal);
        Assert.Equal(UnixFileMode.UserRead, File.GetUnixFileMode(_file));
        Assert.Equal("report.html", new FileInfo(link).LinkTarget);
    }

    [Theory]
    [InlineData("Export-PlannrAutomationReport $Folder", "is a folder")]
    [InlineData("Export-PlannrAutomationReport \"$Folder/none/report.html\"", "does not exist")]
    [InlineData("Export-PlannrAutomationReport env:report", "not a file system path")]
    public void An_invalid_path_is_refused_and_no_file_is_written(string script, string message)
    {
        ErrorRecord error = Run(script).ShouldTerminate();

        Assert.Equal("PlannrFileNotWritten," + Command, error.FullyQualifiedErrorId);
        Assert.Contains(message, error.Exception.Message, StringComparison.Ordinal);
        Assert.Empty(Files());
    }

    [Fact]
    public void A_failing_pipeline_leaves_the_existing_file_unchanged()
    {
        File.WriteAllText(_file, "before");

        Run($"& {{ {Two}; throw 'no more' }} | Export-PlannrAutomationReport $File").ShouldTerminate();

        Assert.Equal("before", File.ReadAllText(_file));
        Assert.Equal([_file], Files());
    }

    [Fact]
    public void NoClobber_does_not_replace_a_file_created_while_the_pipeline_runs()
    {
        _demo.Session.Set("Meanwhile", new Action(() => File.WriteAllText(_file, "other content")));

        ErrorRecord error = Run($"& {{ {Two}; $Meanwhile.Invoke() }} | Export-PlannrAutomationReport $File -NoClobber").ShouldTerminate();

        Assert.Equal("PlannrFileExists," + Command, error.FullyQualifiedErrorId);
        Assert.Equal("other content", File.ReadAllText(_file));
        Assert.Equal([_file], Files());
    }

    [Fact]
    public void An_object_that_is_not_an_execution_causes_one_error_and_is_left_out_of_the_report()
    {
        ScriptResult result = Run($"& {{ {Two}; 'something else' }} | Export-PlannrAutomationReport $File");

        ErrorRecord error = result.ShouldHaveOneError();
        Assert.Equal("PlannrInvalidInput," + Command, error.FullyQualifiedErrorId);
        Assert.Equal(ErrorCategory.InvalidArgument, error.CategoryInfo.Category);
        Assert.Equal("something else", error.TargetObject.ToString());
        Assert.Equal("An object of type System.String is not an execution, so it is not included in the report.", error.Exception.Message);
        Assert.Contains("Get-PlannrAutomationExecution", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Contains("<strong>2</strong>", File.ReadAllText(_file), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("'82f16694-dbe3-4787-bd57-ab9eec12b43f'")]
    [InlineData("[guid]'82f16694-dbe3-4787-bd57-ab9eec12b43f'")]
    [InlineData("(" + Two + ").Steps")]
    [InlineData(Two + " | Get-PlannrAutomationStep")]
    [InlineData("[pscustomobject]@{ Uuid = [guid]'82f16694-dbe3-4787-bd57-ab9eec12b43f'; Name = 'a run' }")]
    [InlineData("@{ Name = 'a run' }")]
    public void No_report_is_written_if_no_object_is_an_execution(string input)
    {
        File.WriteAllText(_file, "before");

        ScriptResult result = Run($"{input} | Export-PlannrAutomationReport $File -PassThru");

        Assert.All(result.Errors, error => Assert.Equal("PlannrInvalidInput," + Command, error.FullyQualifiedErrorId));
        Assert.NotEmpty(result.Errors);
        Assert.Equal("PlannrInvalidInput," + Command, result.ShouldTerminate().FullyQualifiedErrorId);
        Assert.StartsWith("No report was written", result.Terminating!.Exception.Message, StringComparison.Ordinal);
        Assert.Empty(result.Output);
        Assert.Equal("before", File.ReadAllText(_file));
    }

    [Theory]
    [InlineData("")]
    [InlineData("-ErrorAction SilentlyContinue")]
    [InlineData("-WhatIf")]
    public void An_invalid_object_as_the_only_input_ends_the_command_and_keeps_the_existing_report(string preference)
    {
        File.WriteAllText(_file, "before");

        Run($"'x' | Export-PlannrAutomationReport $File {preference}").ShouldTerminate();

        Assert.Equal("before", File.ReadAllText(_file));
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData("-InputObject", 1)]
    [InlineData("", 5)]
    public void Deserialized_executions_produce_the_same_report_as_the_originals(string parameter, int depth)
    {
        Run($"$runs = {Two}; $runs | Export-PlannrAutomationReport $File").ShouldSucceed();
        string expected = File.ReadAllText(_file);
        Run($"$stored = foreach ($run in $runs) {{ [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($run, {depth})) }}").ShouldSucceed();

        Run("Disconnect-Plannr -All; " + (parameter.Length > 0 ? $"Export-PlannrAutomationReport $File {parameter} $stored" : "$stored | Export-PlannrAutomationReport $File")).ShouldSucceed();

        Assert.Equal(expected, File.ReadAllText(_file));
    }

    [Fact]
    public void An_execution_that_lost_its_steps_causes_an_error()
    {
        File.WriteAllText(_file, "before");

        // If an execution is serialized where the module's types are not loaded, its steps become plain strings, as below.
        ScriptResult result = Run($$"""
            $run = @({{Two}})[1]
            $lost = [psobject]::new()
            $lost.PSObject.TypeNames.Insert(0, 'Deserialized.Plannr.AutomationExecution')
            foreach ($name in 'Uuid', 'Name', 'Status', 'StepCount') { $lost.PSObject.Properties.Add([psnoteproperty]::new($name, $run.$name)) }
            $lost.PSObject.Properties.Add([psnoteproperty]::new('Steps', [string[]]@($run.Steps)))
            $lost | Export-PlannrAutomationReport $File
            """);

        Assert.Contains("lost its steps", Assert.Single(result.Errors).Exception.Message, StringComparison.Ordinal);
        result.ShouldTerminate();
        Assert.Equal("before", File.ReadAllText(_file));
    }

    [Fact]
    public void The_file_has_no_byte_order_mark()
    {
        Run("Export-PlannrAutomationReport $File").ShouldSucceed();

        Assert.Equal(Encoding.UTF8.GetBytes("<!DOC"), File.ReadAllBytes(_file)[..5]);
    }

    private ScriptResult Run(string script) => _demo.Session.Run(script);

    private string[] Files() => [.. Directory.GetFileSystemEntries(_folder.FullName)];
}
