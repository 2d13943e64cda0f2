using Plannr.PowerShell.Reports;
using Plannr.PowerShell.Webhooks;

namespace Plannr.PowerShell.Tests.Architecture;

public class CmdletShapeTests
{
    private static readonly Type[] VerbGroups =
    [
        typeof(VerbsCommon), typeof(VerbsCommunications), typeof(VerbsData), typeof(VerbsDiagnostic), typeof(VerbsLifecycle), typeof(VerbsSecurity), typeof(VerbsOther),
    ];

    /// <summary>They make, close and show connections, write what others have fetched, or test what Plannr has sent; all others talk to the API over one.</summary>
    private static readonly Type[] WithoutApi =
        [typeof(ConnectPlannrCommand), typeof(DisconnectPlannrCommand), typeof(GetPlannrConnectionCommand), typeof(ExportPlannrAutomationReportCommand), typeof(TestPlannrWebhookSignatureCommand)];

    public static TheoryData<Type> Cmdlets => StagedCmdlets.All;

    [Fact]
    public void There_are_cmdlets() => Assert.Contains(typeof(GetPlannrAutomationExecutionCommand), StagedCmdlets.Types);

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Each_verb_is_approved(Type cmdlet)
    {
        IEnumerable<string> approved = VerbGroups.SelectMany(group => group.GetFields()).Select(field => (string)field.GetRawConstantValue()!);

        Assert.Contains(StagedCmdlets.NameOf(cmdlet).VerbName, approved);
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Each_noun_is_singular_and_starts_with_the_prefix(Type cmdlet)
    {
        string noun = StagedCmdlets.NameOf(cmdlet).NounName;

        Assert.StartsWith("Plannr", noun, StringComparison.Ordinal);
        Assert.DoesNotMatch("[^su]s$", noun);
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Each_class_is_named_after_its_cmdlet(Type cmdlet)
    {
        CmdletAttribute name = StagedCmdlets.NameOf(cmdlet);

        Assert.Equal(name.VerbName + name.NounName + "Command", cmdlet.Name);
        Assert.True(cmdlet.IsSealed && cmdlet.IsPublic);
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Each_time_is_parsed_alike_in_every_culture(Type cmdlet) => Assert.All(
        cmdlet.GetProperties().Where(property => property.IsDefined(typeof(ParameterAttribute)) && property.PropertyType is { } type && (type == typeof(DateTimeOffset?) || type == typeof(DateTime?))),
        property => Assert.True(property.IsDefined(typeof(TimeAttribute)), property.Name));

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Each_cmdlet_declares_what_it_gives(Type cmdlet) =>
        Assert.NotEmpty(cmdlet.GetCustomAttributes<OutputTypeAttribute>().SelectMany(attribute => attribute.Type));

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Each_cmdlet_is_one_of_the_modules_own_kind(Type cmdlet) => Assert.True(typeof(PlannrCommand).IsAssignableFrom(cmdlet));

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void No_cmdlet_has_more_than_two_base_classes_of_the_module(Type cmdlet)
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
    public void Each_cmdlet_that_talks_to_the_API_takes_a_connection(Type cmdlet)
    {
        bool talks = !WithoutApi.Contains(cmdlet);

        Assert.Equal(talks, cmdlet.BaseType != typeof(PlannrCommand));
        if (talks)
        {
            Assert.Contains(StagedCmdlets.ParametersOf(cmdlet), parameter => parameter.Name == "Connection");
        }
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void What_takes_a_UUID_from_the_pipeline_refuses_records_of_other_types(Type cmdlet)
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
    public void No_parameter_or_parameter_set_is_hidden(Type cmdlet)
    {
        IEnumerable<string> hidden = StagedCmdlets.ParametersOf(cmdlet)
            .Where(parameter => parameter.GetCustomAttributes<ParameterAttribute>().Any(attribute => attribute.DontShow))
            .Select(parameter => parameter.Name);

        Assert.Empty(hidden);
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void No_parameter_takes_a_secret_as_plain_text(Type cmdlet)
    {
        string[] secretWords = ["Token", "Secret", "Password", "ApiKey"];
        IEnumerable<string> plain = StagedCmdlets.ParametersOf(cmdlet)
            .Where(parameter => parameter.PropertyType == typeof(string) && secretWords.Any(word => parameter.Name.EndsWith(word, StringComparison.Ordinal)))
            .Select(parameter => parameter.Name);

        Assert.Empty(plain);
    }
}
