namespace Plannr.PowerShell.Tests.Records;

/// <summary>Records read from CLIXML files, CSV files, jobs and the output of Select-Object.</summary>
[Collection(ModuleSession.Collection)]
public sealed class StoredRecordTests : IDisposable
{
    private const string Store = "filter Store { [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($_)) }";

    private readonly ModuleSession _session = new();

    public static TheoryData<string> Records => [.. RecordSamples.Types.Select(type => type.Name)];

    public void Dispose() => _session.Dispose();

    [Theory]
    [MemberData(nameof(Records))]
    public void Every_record_type_survives_serialization_unchanged(string record)
    {
        PlannrRecord live = Sample(record);
        _session.Set("Record", live);

        object stored = _session.Run($"{Store} $Record | Store").ShouldSucceed().Output.Single().BaseObject;

        Assert.Equal(live.GetType(), stored.GetType());
        Assert.Equal(RecordSamples.Dump(live), RecordSamples.Dump(stored));
    }

    [Theory]
    [InlineData("en-GB")]
    [InlineData("fa-IR")]
    [InlineData("tr-TR")]
    public void Dates_survive_serialization_in_every_culture(string culture)
    {
        PlannrRecord live = Sample(nameof(AutomationExecution));
        _session.Set("Record", live);

        ScriptResult result = _session.Run($$"""
            $before = [cultureinfo]::CurrentCulture
            try {
                [cultureinfo]::CurrentCulture = '{{culture}}'
                $xml = [System.Management.Automation.PSSerializer]::Serialize($Record)
                [System.Management.Automation.PSSerializer]::Deserialize($xml)
            }
            finally { [cultureinfo]::CurrentCulture = $before }
            """).ShouldSucceed();

        Assert.Equal(RecordSamples.Dump(live), RecordSamples.Dump(result.Output.Single()));
    }

    [Fact]
    public void The_steps_of_a_deserialized_blueprint_form_a_tree_again()
    {
        var steps = new BlueprintStep[] { Step(1, null), Step(2, 1), Step(3, 2) };
        var blueprint = new AutomationBlueprint { Uuid = Guid.NewGuid(), Name = "Welcome", Steps = new ResourceList<BlueprintStep>(steps) };
        blueprint.Complete();
        _session.Set("Record", blueprint);

        ScriptResult result = _session.Run($"{Store} $stored = $Record | Store; $stored.Steps[2].Parent.Parent.Name; $stored.Steps[0].Children.Name; $stored.Steps[2].Depth; $stored.RootSteps.Count").ShouldSucceed();

        Assert.Equal(["1", "2", "2", "1"], result.Output.Select(item => $"{item}"));
    }

    [Fact]
    public void A_secret_is_not_serialized()
    {
        _session.Set("Record", new WebhookSubscription { Uuid = Guid.NewGuid(), SigningSecret = ModuleSession.Secret("hidden") });

        ScriptResult result = _session.Run($"{Store} [System.Management.Automation.PSSerializer]::Serialize($Record); $Record | Store").ShouldSucceed();

        Assert.DoesNotContain("hidden", result.Output[0].ToString(), StringComparison.Ordinal);
        Assert.Null(Assert.IsType<WebhookSubscription>(result.Output[1].BaseObject).GetSigningSecret());
    }

    [Theory]
    [InlineData("Selected.Plannr.AutomationExecution", null, true)]
    [InlineData("Selected.Deserialized.Plannr.AutomationExecution", null, true)]
    [InlineData("Selected.Plannr.AutomationExecution", "UpdatedAt", false)]
    [InlineData("Selected.Plannr.AutomationExecution", "Steps", false)]
    [InlineData("Deserialized.Plannr.AutomationExecution", "UpdatedAt", true)]
    [InlineData("Deserialized.Plannr.Account", null, false)]
    public void A_copy_must_have_the_same_type_and_a_selected_copy_must_be_complete(string typeName, string? missing, bool isAccepted)
    {
        PlannrRecord live = Sample(nameof(AutomationExecution));
        var copy = new PSObject();
        copy.TypeNames.Insert(0, typeName);
        foreach (PSPropertyInfo property in PSObject.AsPSObject(live).Properties.Where(property => property.Name != missing))
        {
            copy.Properties.Add(new PSNoteProperty(property.Name, property.Value));
        }

        Assert.Equal(isAccepted, live.Equals(StoredRecord.Read<AutomationExecution>(copy)));
    }

    [Theory]
    [InlineData("True", true)]
    [InlineData("False", false)]
    public void A_CSV_row_is_read_back_as_a_record(string text, bool value)
    {
        var row = new PSObject();
        foreach (PSPropertyInfo property in PSObject.AsPSObject(Sample(nameof(AutomationStepRow))).Properties)
        {
            row.Properties.Add(new PSNoteProperty(property.Name, property.Name == "HasError" ? text : property.Name == "Info" ? string.Empty : $"{property.Value}"));
        }

        AutomationStepRow read = StoredRecord.Read<AutomationStepRow>(row)!;

        Assert.Equal(Sample(nameof(AutomationStepRow)), read);
        Assert.Equal((value, 5_000_000_000, null), (read.HasError, read.DurationSeconds, read.Info));
    }

    [Fact]
    public void A_record_that_lost_nested_data_is_not_restored()
    {
        _session.Set("Xml", Regex.Replace(PSSerializer.Serialize(new AutomationExecution { Steps = new ResourceList<AutomationStep>([new AutomationStep { Name = "Send SMS" }]) }), "<LST>.*?</LST>", "<S>Send SMS</S>", RegexOptions.Singleline));

        PSObject lost = _session.Run("[System.Management.Automation.PSSerializer]::Deserialize($Xml)").ShouldSucceed().Output.Single();

        Assert.Equal("Deserialized.Plannr.AutomationExecution", lost.TypeNames[0]);
        Assert.Null(StoredRecord.Read<AutomationExecution>(lost));
    }

    private static BlueprintStep Step(int number, int? parent) => new() { Uuid = Numbered(number), Name = $"{number}", ParentStepUuid = parent is null ? null : Numbered(parent.Value) };

    private static Guid Numbered(int number) => new($"00000000-0000-4000-8000-{number:D12}");

    private static PlannrRecord Sample(string record) => RecordSamples.Create(RecordSamples.Types.Single(type => type.Name == record));
}
