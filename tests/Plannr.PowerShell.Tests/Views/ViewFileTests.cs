using System.Management.Automation.Runspaces;

namespace Plannr.PowerShell.Tests.Views;

[Collection(ModuleSession.Collection)]
public class ViewFileTests
{
    public static TheoryData<string> Files => [.. ViewFiles.Sources.Append(ViewFiles.Staged).Select(path => Path.GetFileName(path))];

    public static TheoryData<string> Views => [.. ViewFiles.Views.Select(ViewFiles.NameOf)];

    [Fact]
    public void The_staged_file_contains_the_unchanged_views_from_all_source_files()
    {
        XElement[] sources = [.. ViewFiles.Sources.SelectMany(path => XDocument.Load(path).Descendants("View"))];

        Assert.NotEmpty(sources);
        Assert.Equal(sources.Select(view => view.ToString()), ViewFiles.Views.Take(sources.Length).Select(view => view.ToString()));
        Assert.All(ViewFiles.Views.Skip(sources.Length), view => Assert.EndsWith(".List", ViewFiles.NameOf(view), StringComparison.Ordinal));
    }

    [Fact]
    public void Each_record_type_has_one_list_view_because_the_default_view_shows_unsanitised_text()
    {
        IEnumerable<string?> records = typeof(PlannrRecord).Assembly.GetExportedTypes().Where(type => type.IsSubclassOf(typeof(PlannrRecord)) && !type.IsAbstract).Append(typeof(PlannrConnection)).Select(type => type.FullName);

        Assert.Equal(records.Order(StringComparer.Ordinal), ViewFiles.Views.Where(view => view.Element("ListControl") is not null).Select(view => ViewFiles.TypeOf(view).FullName).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Each_file_loads_without_errors(string file)
    {
        var state = InitialSessionState.CreateDefault2();
        state.ThrowOnRunspaceOpenError = true;
        state.Formats.Add(new SessionStateFormatEntry(ViewFiles.Sources.Append(ViewFiles.Staged).Single(path => Path.GetFileName(path) == file)));
        using Runspace runspace = RunspaceFactory.CreateRunspace(state);

        runspace.Open();

        Assert.Equal(RunspaceState.Opened, runspace.RunspaceStateInfo.State);
    }

    [Theory]
    [MemberData(nameof(Views))]
    public void Each_view_shows_only_existing_properties(string name)
    {
        XElement view = ViewFiles.Named(name);
        Type type = ViewFiles.TypeOf(view);

        Assert.All(view.Descendants("PropertyName"), property => Assert.NotNull(type.GetProperty(property.Value)));
        Assert.All(
            ViewFiles.ScriptsOf(view).SelectMany(script => Regex.Matches(script, @"\$_(?:\.|, ')(\w+)\b")).Select(match => match.Groups[1].Value).Where(property => property != "Parent"),
            property => Assert.NotNull(type.GetProperty(property)));
    }

    [Theory]
    [MemberData(nameof(Views))]
    public void No_view_shows_unsanitised_text(string name)
    {
        XElement view = ViewFiles.Named(name);
        Type type = ViewFiles.TypeOf(view);

        // Only properties that cannot contain control characters, such as numbers, UUIDs and dates, may be shown directly.
        Assert.All(view.Descendants("PropertyName"), property =>
        {
            Type shown = type.GetProperty(property.Value)!.PropertyType;
            Assert.True(shown.IsValueType || shown == typeof(Uri), $"{name} shows {property.Value} raw. Clean it with ShownText.");
        });
        Assert.All(
            view.Descendants("TableColumnItem").Concat(view.Descendants("ListItem")).Elements("ScriptBlock").Select(script => script.Value),
            script => Assert.Matches(@"\.\w+Text\]::|Count\)|RateLimit", script));
    }

    [Theory]
    [MemberData(nameof(Views))]
    public void No_view_calls_a_method_that_constrained_language_mode_forbids(string name) =>
        Assert.All(ViewFiles.ScriptsOf(ViewFiles.Named(name)), script => Assert.DoesNotMatch(@"\w\(|\[(Math|Environment|cultureinfo)\]", script.Replace(".Split(", string.Empty, StringComparison.Ordinal)));

    [Theory]
    [MemberData(nameof(Views))]
    public void Each_table_has_at_most_seven_columns_and_a_heading_for_each(string name)
    {
        XElement[] headings = [.. ViewFiles.Named(name).Descendants("TableColumnHeader")];

        Assert.InRange(headings.Length, 0, 7);
        Assert.Equal(headings.Length, ViewFiles.Named(name).Descendants("TableColumnItem").Count());
        Assert.All(headings, heading => Assert.NotEmpty(heading.Element("Label")!.Value));
    }

    [Theory]
    [InlineData("Plannr.AutomationExecution")]
    [InlineData("Plannr.AutomationStep")]
    [InlineData("Plannr.Account")]
    [InlineData("Plannr.Audit")]
    [InlineData("Plannr.LogEntry")]
    [InlineData("Plannr.PlannrTask")]
    [InlineData("Plannr.AutomationBlueprint")]
    [InlineData("Plannr.BlueprintStep")]
    [InlineData("Plannr.WebhookSubscription")]
    public void Calculated_cells_work_for_seed_data_and_for_empty_objects(string typeName)
    {
        using var demo = new DemoSession();
        demo.Session.Run("Set-StrictMode -Version 1; $execution = Get-PlannrAutomationExecution 82f16694-dbe3-4787-bd57-ab9eec12b43f -IncludeAccount").ShouldSucceed();
        demo.Session.Run("$blueprint = Get-PlannrAutomationBlueprint b1e7c3d4-2a90-5f18-8b6d-7c5a41e0d202").ShouldSucceed();
        demo.Session.Run("$seeds = $execution, $execution.Steps[0], $execution.Account, $blueprint, $blueprint.Steps[3], @(Get-PlannrWebhookSubscription)[0]").ShouldSucceed();
        XElement[] views = [.. ViewFiles.Views.Where(view => ViewFiles.TypeOf(view).FullName == typeName)];
        Assert.NotEmpty(views);
        demo.Session.Set("Empty", Activator.CreateInstance(ViewFiles.TypeOf(views[0])));

        Assert.All(views.SelectMany(ViewFiles.ScriptsOf), script =>
        {
            demo.Session.Set("Cell", ScriptBlock.Create(script));
            demo.Session.Run($"@($seeds | Where-Object {{ $_ -is [{typeName}] }}) + $Empty | ForEach-Object {{ & ([scriptblock]::Create($Cell)) }}").ShouldSucceed();
        });
    }

    [Fact]
    public void The_list_view_of_an_execution_shows_one_step_per_line()
    {
        using var demo = new DemoSession();
        XElement steps = ViewFiles.Named("Plannr.AutomationExecution.List").Descendants("ListItem").Single(item => item.Element("Label")?.Value == "Steps");
        demo.Session.Set("Cell", steps.Element("ScriptBlock")!.Value);

        string text = Assert.Single(demo.Session.Run(
            "Get-PlannrAutomationExecution 0f7cb7d9-64a1-5c0e-9d3b-2b8e5a9f1c20 | ForEach-Object { & ([scriptblock]::Create($Cell)) }").ShouldSucceed().As<string>());

        string[] lines = text.ReplaceLineEndings("\n").Split('\n');
        Assert.Equal(5, lines.Length);
        Assert.Equal(" 1  completed    2026-06-10 10:29  Condition: is prospect", lines[0]);
        Assert.Equal(" 5  pending      -                 Update client", lines[4]);
    }
}
