namespace Plannr.PowerShell.Tests.Help;

/// <summary>Tests the output of Get-Help for the staged module.</summary>
[Collection(ModuleSession.Collection)]
public sealed class GetHelpTests
{
    [Fact]
    public void Help_covers_exactly_the_cmdlets_of_the_module()
    {
        IEnumerable<string> cmdlets = StagedModule.Cmdlets.GetExportedTypes()
            .SelectMany(type => type.GetCustomAttributes(typeof(CmdletAttribute), false).Cast<CmdletAttribute>())
            .Select(cmdlet => $"{cmdlet.VerbName}-{cmdlet.NounName}");

        Assert.Equal(cmdlets.Order(StringComparer.Ordinal), Examples.Staged.Select(Examples.NameOf).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void No_help_section_is_empty()
    {
        using var session = new ModuleSession();
        foreach (string name in Examples.Staged.Select(Examples.NameOf))
        {
            session.Set("Name", name);
            session.Run("$help = Get-Help $Name -Full").ShouldSucceed();

            AssertText(session, $"{name}: synopsis", "$help.Synopsis");
            AssertText(session, $"{name}: description", "$help.description | ForEach-Object { $_.Text }");
            AssertText(session, $"{name}: inputs", "$help.inputTypes.inputType | ForEach-Object { $_.type.name }");
            AssertText(session, $"{name}: input descriptions", "$help.inputTypes.inputType | ForEach-Object { $_.description.Text }");
            AssertText(session, $"{name}: output descriptions", "$help.returnValues.returnValue | ForEach-Object { $_.description.Text }");
            AssertText(session, $"{name}: outputs", "$help.returnValues.returnValue | ForEach-Object { $_.type.name }");
            AssertText(session, $"{name}: syntax", "$help.syntax.syntaxItem | ForEach-Object { $_.name }");
            AssertText(session, $"{name}: examples", "$help.examples.example | ForEach-Object { $_.code }", atLeast: 3);
            AssertText(session, $"{name}: explanations", "$help.examples.example | ForEach-Object { $_.remarks[0].Text }", atLeast: 3);
            Assert.Contains(
                $"https://github.com/plannr-powershell/plannr-powershell/blob/main/docs/cmdlets/{name}.md",
                Texts(session, "$help.relatedLinks.navigationLink | ForEach-Object { $_.uri }"));
        }
    }

    [Fact]
    public void Every_parameter_has_a_description()
    {
        using var session = new ModuleSession();
        foreach (string name in Examples.Staged.Select(Examples.NameOf))
        {
            session.Set("Name", name);
            session.Run("$texts = @{}; Get-Help $Name -Parameter * | ForEach-Object { $texts[$_.name] = $_.description | ForEach-Object { $_.Text } }").ShouldSucceed();
            foreach (string parameter in Texts(session, ParametersOf))
            {
                session.Set("Parameter", parameter);
                AssertText(session, $"{name} -{parameter}", "$texts[$Parameter]");
            }
        }
    }

    [Fact]
    public void Parameter_metadata_matches_the_code()
    {
        using var session = new ModuleSession();

        ScriptResult result = session.Run(
            "Get-Help Get-PlannrAccount -Parameter Uuid | ForEach-Object { $_.required; $_.position; $_.pipelineInput; $_.aliases; $_.type.name }").ShouldSucceed();

        Assert.Equal(["true", "0", "True (ByValue)", "Id, AccountUuid", "AccountReference[]"], result.Output.Select(item => item.ToString()));
    }

    [Fact]
    public void Inputs_and_outputs_have_descriptions()
    {
        using var session = new ModuleSession();
        session.Run("$help = Get-Help Get-PlannrAutomationExecution -Full").ShouldSucceed();

        string[] inputs = Texts(session, "$help.inputTypes.inputType | ForEach-Object { $_.type.name + ': ' + $_.description.Text }");
        Assert.Equal(2, inputs.Length);
        Assert.StartsWith("Plannr.PowerShell.Automations.ExecutionSource: -Uuid accepts an object from the pipeline. A reference to an execution (its UUID, the execution object,", inputs[0], System.StringComparison.Ordinal);
        Assert.StartsWith("Plannr.PowerShell.Connections.ConnectionReference: -Connection accepts the Connection property of an object from the pipeline.", inputs[1], System.StringComparison.Ordinal);
        Assert.Equal(["Plannr.AutomationExecution: One run of an automation blueprint."], Texts(session, "$help.returnValues.returnValue | ForEach-Object { $_.type.name + ': ' + $_.description.Text }"));
    }

    [Fact]
    public void Syntax_has_no_duplicate_or_incomplete_line()
    {
        using var session = new ModuleSession();
        foreach (string name in Examples.Staged.Select(Examples.NameOf))
        {
            session.Set("Name", name);
            string[] lines = Texts(session, "(Get-Help $Name -Full).syntax.syntaxItem | ForEach-Object { ($_.parameter | ForEach-Object { $_.name + $_.required }) -join ' ' }");
            Assert.Equal(lines.Distinct(), lines);
            Assert.DoesNotContain(lines.Select((line, index) => (line, index)), current => lines.Where((_, index) => index != current.index).Any(other => other.StartsWith(current.line + " ", System.StringComparison.Ordinal)));
        }
    }

    [Fact]
    public void Example_keeps_its_indentation()
    {
        using var session = new ModuleSession();

        Assert.Contains(
            "Get-PlannrLogin | Where-Object AccountType -EQ employee | ForEach-Object {\n    Switch-PlannrAccount $_.AccountUuid\n    Get-PlannrAutomationExecution -Status failed\n}",
            Texts(session, "(Get-Help Switch-PlannrAccount -Full).examples.example | ForEach-Object { $_.code }").Select(code => code.ReplaceLineEndings("\n")));
    }

    // Excludes the common parameters, which the engine adds, and hidden parameters, which have no help text.
    private const string ParametersOf =
        "(Get-Command $Name).Parameters.Values | Where-Object { $_.Name -notin [System.Management.Automation.Cmdlet]::CommonParameters"
        + " -and -not ($_.Attributes | Where-Object { $_.DontShow }) } | ForEach-Object Name";

    private static void AssertText(ModuleSession session, string what, string script, int atLeast = 1)
    {
        string[] texts = Texts(session, script);
        Assert.True(texts.Length >= atLeast && texts.All(text => !string.IsNullOrWhiteSpace(text)), $"{what}: '{string.Join("', '", texts)}'");
    }

    private static string[] Texts(ModuleSession session, string script) => [.. session.Run(script).ShouldSucceed().Output.Select(item => item?.ToString() ?? string.Empty)];
}
