namespace Plannr.Client.Tests.Reading;

/// <summary>Tests related resources that are objects, arrays, text, null or missing.</summary>
public sealed class NestedResourceTests : ServedApiTests
{
    private static readonly Dictionary<string, Func<Account, PlannrResource?>> Single = new()
    {
        ["firm"] = account => account.Firm,
        ["primary_phone_number"] = account => account.PrimaryPhoneNumber,
        ["primary_email"] = account => account.PrimaryEmail,
        ["current_time_entry"] = account => account.CurrentTimeEntry,
        ["assigned_adviser"] = account => account.AssignedAdviser,
        ["assigned_administrator"] = account => account.AssignedAdministrator,
        ["assigned_paraplanner"] = account => account.AssignedParaplanner,
        ["introduced_by"] = account => account.IntroducedBy,
        ["business_unit"] = account => account.BusinessUnit,
        ["joint_account_circle"] = account => account.JointAccountCircle,
    };

    private static readonly Dictionary<string, Func<Account, IEnumerable<PlannrResource>>> Several = new()
    {
        ["groups"] = account => account.Groups,
        ["tags"] = account => account.Tags,
        ["owners"] = account => account.Owners,
        ["circles"] = account => account.Circles,
        ["custom_fields"] = account => account.CustomFields,
        ["external_references"] = account => account.ExternalReferences,
    };

    public static TheoryData<string> SingleFields() => [.. Single.Keys];

    public static TheoryData<string> SeveralFields() => [.. Several.Keys];

    [Theory]
    [MemberData(nameof(SingleFields))]
    public async Task Single_resource_is_read_from_an_object_or_an_array_of_one(string field)
    {
        foreach (string json in new[] { """{"name": "Alpha"}""", """[{"name": "Alpha"}]""", """[null, {"name": "Alpha"}]""" })
        {
            Account account = await GetAccountAsync(field, json);

            Assert.Equal("Alpha", NameOf(Single[field](account)));
            Assert.Null(Single[field](account)!.RawText);
            Assert.Empty(account.AdditionalProperties);
        }
    }

    [Theory]
    [MemberData(nameof(SingleFields))]
    public async Task Several_resources_instead_of_one_are_kept_in_additional_properties(string field)
    {
        Account account = await GetAccountAsync(field, """[{"name": "Alpha"}, {"name": "Beta"}]""");

        Assert.Null(Single[field](account));
        var kept = Assert.IsType<ResourceList<object?>>(account.AdditionalProperties[field]);
        Assert.Equal(["Alpha", "Beta"], kept.Select(item => ((ResourceMap<object?>)item!)["name"]));
        Assert.Equal("Gareth Thompson", account.Name);
    }

    [Theory]
    [MemberData(nameof(SingleFields))]
    public async Task Null_or_empty_array_instead_of_a_single_resource_is_read_as_null(string field)
    {
        foreach (string json in new[] { "null", "[]", "[null]" })
        {
            Account account = await GetAccountAsync(field, json);

            Assert.Null(Single[field](account));
            Assert.Empty(account.AdditionalProperties);
        }
    }

    [Theory]
    [MemberData(nameof(SingleFields))]
    public async Task Single_resource_that_is_text_keeps_the_text(string field)
    {
        Account account = await GetAccountAsync(field, "\"Thompson & Partners\"");

        Assert.Equal("Thompson & Partners", Single[field](account)!.RawText);
        Assert.Equal("Thompson & Partners", Single[field](account)!.ToString());
    }

    [Theory]
    [MemberData(nameof(SeveralFields))]
    public async Task List_of_resources_is_read_from_an_array_or_an_object(string field)
    {
        foreach ((string json, string[] names) in new (string, string[])[]
        {
            ("""[{"name": "Alpha"}, {"name": "Beta"}]""", ["Alpha", "Beta"]),
            ("""[{"name": "Alpha"}, null, {"name": "Beta"}]""", ["Alpha", "Beta"]),
            ("""[{"name": "Alpha"}]""", ["Alpha"]),
            ("""{"name": "Alpha"}""", ["Alpha"]),
            ("""{"0": {"name": "Alpha"}, "2": {"name": "Beta"}}""", ["Alpha", "Beta"]),
            ("""{"7": {"name": "Beta"}, "3": null, "1": {"name": "Alpha"}}""", ["Beta", "Alpha"]),
            ("{}", []),
            ("[]", []),
            ("null", []),
            ("[null]", []),
        })
        {
            Account account = await GetAccountAsync(field, json);

            Assert.Equal(names, Several[field](account).Select(NameOf));
            Assert.Empty(account.AdditionalProperties);
        }
    }

    [Theory]
    [MemberData(nameof(SeveralFields))]
    public async Task List_of_resources_accepts_text_items(string field)
    {
        Account account = await GetAccountAsync(field, """["Alpha", {"name": "Beta"}]""");

        Assert.Equal(["Alpha", null], Several[field](account).Select(resource => resource.RawText));
        Assert.Equal(["Alpha", "Beta"], Several[field](account).Select(resource => resource.ToString()));
    }

    [Theory]
    [MemberData(nameof(SeveralFields))]
    public async Task Invalid_item_in_a_list_of_resources_is_kept_in_additional_properties(string field)
    {
        Account account = await GetAccountAsync(field, """[{"name": "Alpha"}, 7, {"name": "Beta"}, [true]]""");

        Assert.Equal(["Alpha", "Beta"], Several[field](account).Select(NameOf));
        var kept = Assert.IsType<ResourceList<object?>>(account.AdditionalProperties[field]);
        Assert.Equal("7; true", kept.ToString());
    }

    [Theory]
    [MemberData(nameof(SeveralFields))]
    public async Task Invalid_item_in_an_object_of_resources_keeps_its_key(string field)
    {
        Account account = await GetAccountAsync(field, """{"12": {"name": "Alpha"}, "13": "Dog", "15": 7}""");

        Assert.Equal(["Alpha"], Several[field](account).Select(NameOf));
        Assert.Equal("13=Dog; 15=7", account.AdditionalProperties[field]!.ToString());
    }

    [Theory]
    [MemberData(nameof(SeveralFields))]
    public async Task Object_with_simple_values_and_numeric_keys_is_read_as_a_map(string field)
    {
        Account account = await GetAccountAsync(field, """{"12": "Dog", "13": 2}""");

        Assert.Equal("12=Dog; 13=2", Assert.Single(Several[field](account)).AdditionalProperties.ToString());
    }

    [Fact]
    public async Task Steps_in_an_object_with_numeric_keys_keep_their_errors()
    {
        AutomationExecution execution = await Api.GetAsync(
            """{"steps": {"0": {"name": "One", "status": "completed"}, "2": {"name": "Two", "status": "failed", "info": "{\"errors\":[\"SMS not sent\"]}"}}}""");

        Assert.Equal(["One", "Two"], execution.Steps.Select(step => step.Name));
        Assert.Equal([1, 2], execution.Steps.Select(step => step.Position));
        Assert.True(execution.HasError);
        Assert.Equal(["SMS not sent"], execution.Errors);
        Assert.Empty(execution.AdditionalProperties);
    }

    [Fact]
    public async Task Invalid_step_does_not_affect_the_other_steps()
    {
        AutomationExecution execution = await Api.GetAsync("""{"steps": [{"status": "failed", "info": "{\"errors\":[\"SMS not sent\"]}"}, 7]}""");

        Assert.Equal(1, execution.StepCount);
        Assert.True(execution.HasError);
        Assert.Equal(["SMS not sent"], execution.Errors);
        Assert.Equal("7", execution.AdditionalProperties["steps"]!.ToString());
    }

    [Theory]
    [InlineData("""{"0": "10.0.0.1", "2": "10.0.0.2"}""", "10.0.0.1", "10.0.0.2")]
    [InlineData("""{"4": "10.0.0.1"}""", "10.0.0.1")]
    [InlineData("{}")]
    public async Task Text_values_in_an_object_with_numeric_keys_are_read_as_a_list(string json, params string[] expected)
    {
        Account account = await GetAccountAsync("firm", $$"""{"ip_whitelist": {{json}}}""");

        Assert.Equal(expected, account.Firm!.IpWhitelist);
        Assert.Empty(account.Firm.AdditionalProperties);
    }

    private async Task<Account> GetAccountAsync(string field, string json) =>
        (await Api.GetAsync(SeedJson.WithAccountField(field, json))).Account!;

    private static string? NameOf(PlannrResource? resource) => (string?)resource!.GetType().GetProperty("Name")!.GetValue(resource);

    [Fact]
    public async Task Object_with_fields_besides_example_and_description_is_read_as_a_resource()
    {
        AutomationExecution execution = await Api.GetAsync("""{"account": {"example": "text", "description": "Name", "uuid": "8434bd65-74d9-4c5b-9db3-9887e056f56f"}}""");

        Assert.Equal("8434bd65-74d9-4c5b-9db3-9887e056f56f", execution.Account!.Uuid.ToString());
        Assert.Equal("text", execution.Account.AdditionalProperties["example"]);
        Assert.Equal("Name", execution.Account.AdditionalProperties["description"]);
    }
}
