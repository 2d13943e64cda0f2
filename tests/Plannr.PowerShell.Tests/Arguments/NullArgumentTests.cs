namespace Plannr.PowerShell.Tests.Arguments;

/// <summary>A parameter that is given as $null is an error that names the parameter, and nothing is sent.</summary>
[Collection(ModuleSession.Collection)]
public sealed class NullArgumentTests : IAsyncLifetime
{
    /// <summary>Null means something: on no side of a condition, no body, no valid signature.</summary>
    private static readonly string[] Allowed =
        ["Set-PlannrAutomationBlueprintStep -ConditionState", "Invoke-PlannrRequest -Body", "Test-PlannrWebhookSignature -Signature", "Export-PlannrAutomationReport -InputObject"];

    private ServedSession _served = null!;

    public static TheoryData<string> Cmdlets => [.. StagedCmdlets.Types.Select(StagedCmdlets.NameOf).Select(name => $"{name.VerbName}-{name.NounName}")];

    public async Task InitializeAsync() => _served = await ServedSession.StartAsync();

    public async Task DisposeAsync() => await _served.DisposeAsync();

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Each_parameter_that_is_null_is_an_error_and_nothing_is_sent(string cmdlet)
    {
        Type type = StagedCmdlets.Types.Single(type => StagedCmdlets.NameOf(type) is var name && $"{name.VerbName}-{name.NounName}" == cmdlet);
        foreach (PropertyInfo parameter in StagedCmdlets.ParametersOf(type).Where(parameter => parameter.PropertyType != typeof(SwitchParameter)))
        {
            foreach (ParameterAttribute attribute in parameter.GetCustomAttributes<ParameterAttribute>().Where(attribute => !attribute.DontShow))
            {
                if (!Allowed.Contains($"{cmdlet} -{parameter.Name}"))
                {
                    AssertRefused(type, cmdlet, parameter, attribute.ParameterSetName, "$null");
                }
            }
        }
    }

    [Theory]
    [InlineData("Get-PlannrAutomationExecution -ClientUuid $null, 82f16694-dbe3-4787-bd57-ab9eec12b43f", "ClientUuid")]
    [InlineData("Get-PlannrAutomationExecution 82f16694-dbe3-4787-bd57-ab9eec12b43f, $null", "Uuid")]
    [InlineData("Get-PlannrTask -AssignedToUuid $null, 82f16694-dbe3-4787-bd57-ab9eec12b43f", "AssignedToUuid")]
    [InlineData("Get-PlannrAccount -Name Mabel*, $null", "Name")]
    [InlineData("Get-PlannrTask -StatusUuid $null, 82f16694-dbe3-4787-bd57-ab9eec12b43f", "StatusUuid")]
    public void An_item_that_is_null_is_an_error_too(string script, string parameter)
    {
        AssertRefused(_served.Session.Run(script), parameter);
    }

    [Theory]
    [InlineData("$null | Disconnect-Plannr")]
    [InlineData("$null | Get-PlannrTask")]
    [InlineData("$null | Get-PlannrConnection")]
    [InlineData("$null | New-PlannrTask")]
    [InlineData("$null | Get-PlannrLog")]
    [InlineData("Disconnect-Plannr $nothing")]
    [InlineData("New-PlannrTask Call -Connection $nroth")]
    public void Null_from_the_pipeline_or_a_misspelt_variable_does_nothing(string script)
    {
        ScriptResult result = _served.Session.Run(script);

        Assert.Single(result.Errors.Concat(result.Terminating is { } error ? [error] : []));
        Assert.Empty(_served.Paths);
        Assert.Single(_served.Session.Run("Get-PlannrConnection").ShouldSucceed().Output);
    }

    [Fact]
    public void The_others_of_a_pipeline_go_on()
    {
        ScriptResult result = _served.Session.Run("'82f16694-dbe3-4787-bd57-ab9eec12b43f', $null, '82f16694-dbe3-4787-bd57-ab9eec12b43f' | Get-PlannrAutomationExecution");

        result.ShouldHaveOneError();
        Assert.Equal(2, result.Output.Count);
    }

    private static void AssertRefused(ScriptResult result, string parameter)
    {
        ErrorRecord error = Assert.Single(result.Errors.Concat(result.Terminating is { } terminating ? [terminating] : []));
        Assert.Contains(parameter, error.ToString(), StringComparison.Ordinal);
        Assert.Empty(result.Output);
    }

    private void AssertRefused(Type type, string cmdlet, PropertyInfo parameter, string set, string value)
    {
        set = set == ParameterAttribute.AllParameterSets ? StagedCmdlets.NameOf(type).DefaultParameterSetName ?? set : set;
        IEnumerable<string> needed = StagedCmdlets.ParametersOf(type)
            .Where(other => other != parameter && other.GetCustomAttributes<ParameterAttribute>().Any(attribute =>
                attribute.Mandatory && (attribute.ParameterSetName == ParameterAttribute.AllParameterSets || attribute.ParameterSetName == set)))
            .Select(other => $"-{other.Name}{Sample(other.PropertyType)}");
        _served.Server.ClearRequests();

        ScriptResult result = _served.Session.Run($"{cmdlet} -{parameter.Name} {value} {string.Join(' ', needed)}");

        Assert.True(result.Errors.Count + (result.Terminating is null ? 0 : 1) == 1, $"{cmdlet} -{parameter.Name} in {set}: {string.Join(" | ", result.Errors)} {result.Terminating}");
        AssertRefused(result, parameter.Name);
        Assert.Empty(_served.Paths);
    }

    private static string Sample(Type type) =>
        type == typeof(SwitchParameter) ? string.Empty
        : type == typeof(SecureString) ? " $Token"
        : type == typeof(Uri) ? " https://hooks.example.com/a"
        : type == typeof(byte[]) ? " ([byte[]](1, 2))"
        : type == typeof(object) || type == typeof(IDictionary) ? " @{ a = 1 }"
        : type == typeof(string) || type == typeof(string[]) ? " x"
        : type == typeof(PSObject[]) ? " ([pscustomobject]@{ a = 1 })"
        : " 82f16694-dbe3-4787-bd57-ab9eec12b43f";
}
