using System.Reflection;

namespace Plannr.Client.Tests.Reading;

/// <summary>Tests that each field of an account's nested resources is read into the property of the same name.</summary>
public sealed class ResourceFieldTests : ServedApiTests
{
    private const string Identity = "\"uuid\": \"0b54a7a8-3a01-4ad5-8f6c-7ee5f1a3b9d2\", \"created_at\": \"2026-01-02T03:04:05+00:00\", \"updated_at\": \"2026-06-07T08:09:10+01:00\"";

    private static readonly Guid Uuid = new("0b54a7a8-3a01-4ad5-8f6c-7ee5f1a3b9d2");
    private static readonly DateTimeOffset Created = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
    private static readonly DateTimeOffset Updated = new(2026, 6, 7, 8, 9, 10, TimeSpan.FromHours(1));

    [Fact]
    public async Task All_fields_of_a_firm_are_read()
    {
        Firm firm = (await GetAccountAsync("firm", $$"""
            { {{Identity}}, "name": "Thompson Wealth", "slug": "thompson", "address_1": "1 High St", "address_2": "Floor 2", "town_city": "Leeds",
              "county": "West Yorkshire", "country": "GB", "postcode": "LS1 1AA", "logo": "https://l", "logo_icon": "https://i", "tax": 17.5, "month_end": "25",
              "billing": { "invoice_email": "a@b.example", "invoice_address_1": "PO Box 1", "invoice_address_2": "x", "invoice_town_city": "York",
                           "invoice_county": "North Yorkshire", "invoice_country": "GB", "invoice_postcode": "YO1" },
              "ip_whitelist": ["192.0.2.1", "192.0.2.2"], "brand_colours": { "sidebar_background": "#112233", "email_text": null }, "is_subscribed": "true",
              "regulatory_text": "Regulated.", "statement_frequency": "monthly", "addon_subscriptions": [ { "uuid": "{{Uuid}}", "addon": "sms", "enabled": "1" } ] }
            """)).Firm!;

        AssertIdentity(firm);
        Assert.Equal<string?[]>(
            ["Thompson Wealth", "thompson", "1 High St", "Floor 2", "Leeds", "West Yorkshire", "GB", "LS1 1AA", "https://l", "https://i", "Regulated.", "monthly"],
            [firm.Name, firm.Slug, firm.Address1, firm.Address2, firm.TownCity, firm.County, firm.Country, firm.Postcode, firm.Logo, firm.LogoIcon, firm.RegulatoryText, firm.StatementFrequency]);
        Assert.Equal(17.5m, firm.Tax);
        Assert.Equal(25, firm.MonthEnd);
        Assert.True(firm.IsSubscribed);
        Assert.Equal(["192.0.2.1", "192.0.2.2"], firm.IpWhitelist);
        Assert.Equal("#112233", firm.BrandColours["sidebar_background"]);
        Assert.Null(firm.BrandColours["email_text"]);
        FirmBilling billing = firm.Billing!;
        Assert.Equal<string?[]>(
            ["a@b.example", "PO Box 1", "x", "York", "North Yorkshire", "GB", "YO1"],
            [billing.InvoiceEmail, billing.InvoiceAddress1, billing.InvoiceAddress2, billing.InvoiceTownCity, billing.InvoiceCounty, billing.InvoiceCountry, billing.InvoicePostcode]);
        AddonSubscription subscription = Assert.Single(firm.AddonSubscriptions);
        Assert.Equal((Uuid, "sms", true), (subscription.Uuid, subscription.Addon, subscription.Enabled));
        Assert.Empty(firm.AdditionalProperties);
    }

    [Fact]
    public async Task All_fields_of_a_phone_number_are_read()
    {
        ContactDetail phone = (await GetAccountAsync("primary_phone_number", $$"""
            { {{Identity}}, "type": "phone_number", "name": "Work number", "value": "+443330903630", "primary": 1,
              "phone_number_meta": { "country": "GB", "formatted": "0333 090 3630" }, "accounts": [{ "name": "A" }], "primary_accounts": { "name": "B" } }
            """)).PrimaryPhoneNumber!;

        AssertIdentity(phone);
        Assert.Equal(("phone_number", "Work number", "+443330903630"), (phone.Type, phone.Name, phone.Value));
        Assert.True(phone.Primary);
        Assert.Equal(("GB", "0333 090 3630"), (phone.PhoneNumberMeta!.Country, phone.PhoneNumberMeta.Formatted));
        Assert.Equal(["A"], phone.Accounts.Select(account => account.Name));
        Assert.Equal(["B"], phone.PrimaryAccounts.Select(account => account.Name));
        Assert.Empty(phone.AdditionalProperties);
        Assert.Equal("+443330903630", phone.ToString());
    }

    [Fact]
    public async Task All_fields_of_a_time_entry_are_read()
    {
        TimeEntry entry = (await GetAccountAsync("current_time_entry", $$"""
            { {{Identity}}, "name": "Review", "description": "Call", "trackable_type": "case", "trackable": { "uuid": "x", "count": 2 }, "account": { "name": "A" },
              "start_date": "2026-01-02T03:04:05+00:00", "end_date": "2026-06-07T08:09:10+01:00", "is_active": "false" }
            """)).CurrentTimeEntry!;

        AssertIdentity(entry);
        Assert.Equal(("Review", "Call", "case"), (entry.Name, entry.Description, entry.TrackableType));
        Assert.Equal(2L, Assert.IsType<ResourceMap<object?>>(entry.Trackable)["count"]);
        Assert.Equal("A", entry.Account!.Name);
        Assert.Equal((Created, Updated), (entry.StartDate, entry.EndDate));
        Assert.False(entry.IsActive);
        Assert.Empty(entry.AdditionalProperties);
    }

    [Fact]
    public async Task All_fields_of_a_business_unit_are_read()
    {
        BusinessUnit unit = (await GetAccountAsync("business_unit", $$"""
            { {{Identity}}, "name": "North", "has_alternative_branding": 0, "brand_colours": [], "members_count": 2, "members": [{ "name": "A" }, { "name": "B" }], "groups_count": "4" }
            """)).BusinessUnit!;

        AssertIdentity(unit);
        Assert.Equal("North", unit.Name);
        Assert.False(unit.HasAlternativeBranding);
        Assert.Empty(unit.BrandColours);
        Assert.Equal((2, 4), (unit.MembersCount, unit.GroupsCount));
        Assert.Equal(["A", "B"], unit.Members.Select(member => member.Name));
        Assert.Empty(unit.AdditionalProperties);
    }

    [Fact]
    public async Task All_fields_of_a_group_are_read_including_a_count_sent_as_text()
    {
        Group group = Assert.Single((await GetAccountAsync("groups", $$"""
            [{ {{Identity}}, "name": "Advisers", "slug": "advisers", "participants_count": "3",
               "participants": { "example": "Gareth Thompson", "collection": false, "description": "Name" } }]
            """)).Groups);

        AssertIdentity(group);
        Assert.Equal(("Advisers", "advisers", 3), (group.Name, group.Slug, group.ParticipantsCount));
        Assert.Equal("Gareth Thompson", Assert.Single(group.Participants).ToString());
        Assert.Empty(group.AdditionalProperties);
    }

    [Fact]
    public async Task All_fields_of_a_tag_are_read()
    {
        Tag tag = Assert.Single((await GetAccountAsync("tags", $$"""[{ {{Identity}}, "name": "VIP", "slug": "vip", "colour": "#ef4582" }]""")).Tags);

        AssertIdentity(tag);
        Assert.Equal(("VIP", "vip", "#ef4582"), (tag.Name, tag.Slug, tag.Colour));
        Assert.Empty(tag.AdditionalProperties);
    }

    [Fact]
    public async Task All_fields_of_a_circle_are_read()
    {
        Circle circle = (await GetAccountAsync("joint_account_circle", $$"""
            { {{Identity}}, "name": "The Thompsons", "photo_url": "https://p", "bg_colour": "#fff", "accounts": [{ "name": "A" }], "groups": [{ "name": "G" }], "firm": { "name": "F" } }
            """)).JointAccountCircle!;

        AssertIdentity(circle);
        Assert.Equal(("The Thompsons", "https://p", "#fff"), (circle.Name, circle.PhotoUrl, circle.BgColour));
        Assert.Equal(("A", "G", "F"), (circle.Accounts[0].Name, circle.Groups[0].Name, circle.Firm!.Name));
        Assert.Empty(circle.AdditionalProperties);
    }

    [Theory]
    [InlineData("\"Dog\"", "Dog")]
    [InlineData("12", 12L)]
    [InlineData("true", true)]
    [InlineData("null", null)]
    public async Task Value_of_a_custom_field_keeps_its_type(string json, object? expected)
    {
        CustomFieldValue field = Assert.Single((await GetAccountAsync(
            "custom_fields", $$"""[{ {{Identity}}, "name": "Pet", "reference": "favourite_pet", "type": "string", "value": {{json}} }]""")).CustomFields);

        AssertIdentity(field);
        Assert.Equal(("Pet", "favourite_pet", "string"), (field.Name, field.Reference, field.Type));
        Assert.Equal(expected, field.Value);
        Assert.Empty(field.AdditionalProperties);
    }

    [Fact]
    public async Task Custom_fields_in_an_object_are_accessible_by_name()
    {
        Account account = await GetAccountAsync("custom_fields", """{ "favourite_pet": "Dog", "children": 2 }""");

        ResourceMap<object?> values = Assert.Single(account.CustomFields).AdditionalProperties;
        Assert.Equal("Dog", values["favourite_pet"]);
        Assert.Equal(2L, values["children"]);
    }

    [Fact]
    public async Task All_fields_of_an_external_reference_are_read()
    {
        ExternalReference reference = Assert.Single((await GetAccountAsync(
            "external_references", $$"""[{ {{Identity}}, "name": "Xplan", "type": "crm", "reference": "X-1", "value": ["a"], "system": "xplan" }]""")).ExternalReferences);

        AssertIdentity(reference);
        Assert.Equal(("Xplan", "crm", "X-1"), (reference.Name, reference.Type, reference.Reference));
        Assert.Equal(["a"], Assert.IsType<ResourceList<object?>>(reference.Value));
        Assert.Equal("xplan", reference.AdditionalProperties["system"]);
    }

    [Theory]
    [InlineData("custom_fields", """[{"name": "Pet", "value": "Dog"}, {"favourite": "dog"}]""", "Pet=Dog; favourite=dog")]
    [InlineData("custom_fields", """[{"uuid": "82f16694-dbe3-4787-bd57-ab9eec12b43f", "favourite": "dog"}]""", "favourite=dog")]
    [InlineData("custom_fields", """[{"name": "Pet", "value": null, "is_required": true}]""", "Pet")]
    [InlineData("custom_fields", """[{"uuid": "82f16694-dbe3-4787-bd57-ab9eec12b43f"}]""", "82f16694-dbe3-4787-bd57-ab9eec12b43f")]
    [InlineData("external_references", """[{"system": "io", "id": 5}]""", "system=io; id=5")]
    [InlineData("external_references", """[{"type": "crm", "id": 5}]""", "crm=id=5")]
    [InlineData("external_references", """[{"type": "crm", "reference": "X-1", "id": 5}]""", "crm=X-1")]
    [InlineData("external_references", """[{"reference": "X-1"}]""", "X-1")]
    [InlineData("external_references", """[{"uuid": "82f16694-dbe3-4787-bd57-ab9eec12b43f", "value": 5}]""", "82f16694-dbe3-4787-bd57-ab9eec12b43f=5")]
    [InlineData("external_references", """[{"type": "crm"}]""", "crm")]
    public async Task Text_of_an_undocumented_object_shows_its_fields(string field, string json, string expected)
    {
        Account account = await GetAccountAsync(field, json);

        Assert.Equal(expected, field == "custom_fields" ? account.CustomFields.ToString() : account.ExternalReferences.ToString());
    }

    private static void AssertIdentity(PlannrResource resource)
    {
        Assert.Equal(Uuid, Value("Uuid"));
        Assert.Equal(Created, Value("CreatedAt"));
        Assert.Equal(Updated, Value("UpdatedAt"));

        object? Value(string name) => resource.GetType().GetProperty(name, BindingFlags.Public | BindingFlags.Instance)!.GetValue(resource);
    }

    private async Task<Account> GetAccountAsync(string field, string json) =>
        (await Api.GetAsync(SeedJson.WithAccountField(field, json))).Account!;
}
