using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Plannr.Client.Tests.Serving;
using Xunit;

namespace Plannr.Client.Tests.Reading;

/// <summary>A related resource can come as an object, an array, a text, null, or not at all.</summary>
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
    public async Task One_resource_comes_as_an_object_or_as_an_array_of_one(string field)
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
    public async Task One_resource_that_comes_as_several_is_kept_under_the_name_of_its_field(string field)
    {
        Account account = await GetAccountAsync(field, """[{"name": "Alpha"}, {"name": "Beta"}]""");

        Assert.Null(Single[field](account));
        var kept = Assert.IsType<ResourceList<object?>>(account.AdditionalProperties[field]);
        Assert.Equal(["Alpha", "Beta"], kept.Select(item => ((ResourceMap<object?>)item!)["name"]));
        Assert.Equal("Gareth Thompson", account.Name);
    }

    [Theory]
    [MemberData(nameof(SingleFields))]
    public async Task One_resource_is_null_where_there_is_none(string field)
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
    public async Task One_resource_that_comes_as_text_keeps_the_text(string field)
    {
        Account account = await GetAccountAsync(field, "\"Thompson & Partners\"");

        Assert.Equal("Thompson & Partners", Single[field](account)!.RawText);
        Assert.Equal("Thompson & Partners", Single[field](account)!.ToString());
    }

    [Theory]
    [MemberData(nameof(SeveralFields))]
    public async Task A_list_of_resources_comes_as_an_array_or_as_a_single_object(string field)
    {
        foreach ((string json, string[] names) in new (string, string[])[]
        {
            ("""[{"name": "Alpha"}, {"name": "Beta"}]""", ["Alpha", "Beta"]),
            ("""[{"name": "Alpha"}, null, {"name": "Beta"}]""", ["Alpha", "Beta"]),
            ("""[{"name": "Alpha"}]""", ["Alpha"]),
            ("""{"name": "Alpha"}""", ["Alpha"]),
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
    public async Task A_list_of_resources_takes_texts_among_them(string field)
    {
        Account account = await GetAccountAsync(field, """["Alpha", {"name": "Beta"}]""");

        Assert.Equal(["Alpha", null], Several[field](account).Select(resource => resource.RawText));
        Assert.Equal(["Alpha", "Beta"], Several[field](account).Select(resource => resource.ToString()));
    }

    [Theory]
    [MemberData(nameof(SeveralFields))]
    public async Task A_list_with_something_else_in_it_is_kept_under_the_name_of_its_field(string field)
    {
        Account account = await GetAccountAsync(field, """[{"name": "Alpha"}, 7]""");

        Assert.Empty(Several[field](account));
        var kept = Assert.IsType<ResourceList<object?>>(account.AdditionalProperties[field]);
        Assert.Equal(7L, kept[1]);
    }

    private async Task<Account> GetAccountAsync(string field, string json) =>
        (await Api.GetAsync(SeedJson.WithAccountField(field, json))).Account!;

    private static string? NameOf(PlannrResource? resource) => (string?)resource!.GetType().GetProperty("Name")!.GetValue(resource);

    [Fact]
    public async Task An_object_with_an_example_and_more_is_no_example_of_the_references_generator()
    {
        AutomationExecution execution = await Api.GetAsync("""{"account": {"example": "text", "description": "Name", "uuid": "82f16694-dbe3-4787-bd57-ab9eec12b43f"}}""");

        Assert.Equal("82f16694-dbe3-4787-bd57-ab9eec12b43f", execution.Account!.Uuid.ToString());
        Assert.Equal("text", execution.Account.AdditionalProperties["example"]);
        Assert.Equal("Name", execution.Account.AdditionalProperties["description"]);
    }
}
