using Plannr.PowerShell.Reports;
using Plannr.PowerShell.Webhooks;

namespace Plannr.PowerShell.Tests.Architecture;

public class CmdletShapeTests
{
    private static readonly Type[] VerbGroups =
    [
        typeof(VerbsCommon), typeof(VerbsCommunications), typeof(VerbsData), typeof(VerbsDiagnostic), typeof(VerbsLifecycle), typeof(VerbsSecurity), typeof(VerbsOther),
    ];

    /// <summary>Cmdlets that manage connections, write reports or check webhook signatures without calling the API over an existing connection.</summary>
    private static readonly Type[] WithoutApi =
        [typeof(ConnectPlannrCommand), typeof(DisconnectPlannrCommand), typeof(GetPlannrConnectionCommand), typeof(ExportPlannrAutomationReportCommand), typeof(TestPlannrWebhookSignatureCommand)];

    public static TheoryData<Type> Cmdlets => StagedCmdlets.All;

    [Fact]
    public void Staged_module_has_cmdlets() => Assert.Contains(typeof(GetPlannrAutomationExecutionCommand), StagedCmdlets.Types);

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Verb_is_approved(Type cmdlet)
    {
        IEnumerable<string> approved = VerbGroups.SelectMany(group => group.GetFields()).Select(field => (string)field.GetRawConstantValue()!);

        Assert.Contains(StagedCmdlets.NameOf(cmdlet).VerbName, approved);
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Noun_is_singular_and_starts_with_the_prefix(Type cmdlet)
    {
        string noun = StagedCmdlets.NameOf(cmdlet).NounName;

        Assert.StartsWith("Plannr", noun, StringComparison.Ordinal);
        Assert.DoesNotMatch("[^su]s$", noun);
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Class_is_named_after_its_cmdlet(Type cmdlet)
    {
        CmdletAttribute name = StagedCmdlets.NameOf(cmdlet);

        Assert.Equal(name.VerbName + name.NounName + "Command", cmdlet.Name);
        Assert.True(cmdlet.IsSealed && cmdlet.IsPublic);
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Time_parameters_are_parsed_the_same_way_in_every_culture(Type cmdlet) => Assert.All(
        cmdlet.GetProperties().Where(property => property.IsDefined(typeof(ParameterAttribute)) && property.PropertyType is { } type && (type == typeof(DateTimeOffset?) || type == typeof(DateTime?))),
        property => Assert.True(property.IsDefined(typeof(TimeAttribute)), property.Name));

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Text_list_parameters_accept_any_collection(Type cmdlet) => Assert.All(
        StagedCmdlets.ParametersOf(cmdlet).Where(parameter => parameter.PropertyType == typeof(string[])),
        parameter => Assert.True(parameter.IsDefined(typeof(TextsAttribute)), parameter.Name));

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Cmdlet_declares_its_output_type(Type cmdlet) =>
        Assert.NotEmpty(cmdlet.GetCustomAttributes<OutputTypeAttribute>().SelectMany(attribute => attribute.Type));

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Cmdlet_derives_from_PlannrCommand(Type cmdlet) => Assert.True(typeof(PlannrCommand).IsAssignableFrom(cmdlet));

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Cmdlet_has_at_most_two_base_classes_in_the_module(Type cmdlet)
    {
        int count = 0;
        for (Type? type = cmdlet.BaseType; type != typeof(PSCmdlet); type = type!.BaseType)
        {
            count++;
        }

        Assert.InRange(count, 1, 2);
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Cmdlet_that_calls_the_api_has_a_connection_parameter(Type cmdlet)
    {
        bool callsApi = !WithoutApi.Contains(cmdlet);

        Assert.Equal(callsApi, cmdlet.BaseType != typeof(PlannrCommand));
        if (callsApi)
        {
            Assert.Contains(StagedCmdlets.ParametersOf(cmdlet), parameter => parameter.Name == "Connection");
        }
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Uuid_parameter_that_binds_from_the_pipeline_rejects_records_of_other_types(Type cmdlet)
    {
        string[] names = ["Uuid", "Id"];
        Assert.All(
            StagedCmdlets.ParametersOf(cmdlet).Where(parameter =>
                parameter.GetCustomAttributes<ParameterAttribute>().Any(attribute => attribute.ValueFromPipeline || attribute.ValueFromPipelineByPropertyName)
                && names.Intersect([parameter.Name, .. parameter.GetCustomAttributes<AliasAttribute>().SelectMany(alias => alias.AliasNames)]).Any()),
            parameter => Assert.True(typeof(RecordReference).IsAssignableFrom(parameter.PropertyType.GetElementType() ?? parameter.PropertyType), parameter.Name));
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void No_parameter_is_hidden(Type cmdlet)
    {
        IEnumerable<string> hidden = StagedCmdlets.ParametersOf(cmdlet)
            .Where(parameter => parameter.GetCustomAttributes<ParameterAttribute>().Any(attribute => attribute.DontShow))
            .Select(parameter => parameter.Name);

        Assert.Empty(hidden);
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void No_parameter_accepts_a_secret_as_plain_text(Type cmdlet)
    {
        string[] secretWords = ["Token", "Secret", "Password", "ApiKey"];
        IEnumerable<string> plain = StagedCmdlets.ParametersOf(cmdlet)
            .Where(parameter => parameter.PropertyType == typeof(string) && secretWords.Any(word => parameter.Name.EndsWith(word, StringComparison.Ordinal)))
            .Select(parameter => parameter.Name);

        Assert.Empty(plain);
    }
}
