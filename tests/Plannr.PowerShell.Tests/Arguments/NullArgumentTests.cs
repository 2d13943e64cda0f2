namespace Plannr.PowerShell.Tests.Arguments;

/// <summary>A $null argument causes an error that names the parameter, and no request is sent.</summary>
[Collection(ModuleSession.Collection)]
public sealed class NullArgumentTests : IAsyncLifetime
{
    /// <summary>Parameters for which null is valid and means no condition branch, no body, an invalid signature or no input.</summary>
    private static readonly string[] Allowed =
        ["Set-PlannrAutomationBlueprintStep -ConditionState", "Invoke-PlannrRequest -Body", "Test-PlannrWebhookSignature -Signature", "Export-PlannrAutomationReport -InputObject"];

    private ServedSession _served = null!;

    public static TheoryData<string> Cmdlets => [.. StagedCmdlets.Types.Select(StagedCmdlets.NameOf).Select(name => $"{name.VerbName}-{name.NounName}")];

    public async Task InitializeAsync() => _served = await ServedSession.StartAsync();

    public async Task DisposeAsync() => await _served.DisposeAsync();

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Null_argument_causes_an_error_and_no_request_is_sent(string cmdlet)
    {
        Type type = StagedCmdlets.Types.Single(type => StagedCmdlets.NameOf(type) is var name && $"{name.VerbName}-{name.NounName}" == cmdlet);
        foreach (PropertyInfo parameter in StagedCmdlets.ParametersOf(type).Where(parameter => parameter.PropertyType != typeof(SwitchParameter)))
        {
            foreach (ParameterAttribute attribute in parameter.GetCustomAttributes<ParameterAttribute>().Where(attribute => !attribute.DontShow))
            {
                if (!Allowed.Contains($"{cmdlet} -{parameter.Name}"))
                {
                    AssertRejected(type, cmdlet, parameter, attribute.ParameterSetName, "$null");
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
    public void Null_array_element_causes_an_error(string script, string parameter)
    {
        AssertRejected(_served.Session.Run(script), parameter);
    }

    [Theory]
    [InlineData("$null | Disconnect-Plannr")]
    [InlineData("$null | Get-PlannrTask")]
    [InlineData("$null | Get-PlannrConnection")]
    [InlineData("$null | New-PlannrTask")]
    [InlineData("$null | Get-PlannrLog")]
    [InlineData("Disconnect-Plannr $nothing")]
    [InlineData("New-PlannrTask Call -Connection $nroth")]
    public void Null_from_the_pipeline_or_an_undefined_variable_causes_an_error_and_no_request_is_sent(string script)
    {
        ScriptResult result = _served.Session.Run(script);

        Assert.Single(result.Errors.Concat(result.Terminating is { } error ? [error] : []));
        Assert.Empty(_served.Paths);
        Assert.Single(_served.Session.Run("Get-PlannrConnection").ShouldSucceed().Output);
    }

    [Fact]
    public void Other_items_are_processed_if_the_pipeline_contains_null()
    {
        ScriptResult result = _served.Session.Run("'82f16694-dbe3-4787-bd57-ab9eec12b43f', $null, '82f16694-dbe3-4787-bd57-ab9eec12b43f' | Get-PlannrAutomationExecution");

        result.ShouldHaveOneError();
        Assert.Equal(2, result.Output.Count);
    }

    private static void AssertRejected(ScriptResult result, string parameter)
    {
        ErrorRecord error = Assert.Single(result.Errors.Concat(result.Terminating is { } terminating ? [terminating] : []));
        Assert.Contains(parameter, error.ToString(), StringComparison.Ordinal);
        Assert.Empty(result.Output);
    }

    private void AssertRejected(Type type, string cmdlet, PropertyInfo parameter, string set, string value)
    {
        set = set == ParameterAttribute.AllParameterSets ? StagedCmdlets.NameOf(type).DefaultParameterSetName ?? set : set;
        IEnumerable<string> needed = StagedCmdlets.ParametersOf(type)
            .Where(other => other != parameter && other.GetCustomAttributes<ParameterAttribute>().Any(attribute =>
                attribute.Mandatory && (attribute.ParameterSetName == ParameterAttribute.AllParameterSets || attribute.ParameterSetName == set)))
            .Select(other => $"-{other.Name}{Sample(other.PropertyType)}");
        _served.Server.ClearRequests();

        ScriptResult result = _served.Session.Run($"{cmdlet} -{parameter.Name} {value} {string.Join(' ', needed)}");

        Assert.True(result.Errors.Count + (result.Terminating is null ? 0 : 1) == 1, $"{cmdlet} -{parameter.Name} in {set}: {string.Join(" | ", result.Errors)} {result.Terminating}");
        AssertRejected(result, parameter.Name);
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
