namespace Plannr.Client.Tests.Reading;

/// <summary>Tests Booleans and numbers sent as text, and other types sent instead of text.</summary>
public sealed class ScalarTests : ServedApiTests
{
    [Theory]
    [InlineData("true", true)]
    [InlineData("false", false)]
    [InlineData("\"true\"", true)]
    [InlineData("\"False\"", false)]
    [InlineData("\" true \"", true)]
    [InlineData("1", true)]
    [InlineData("0", false)]
    [InlineData("\"1\"", true)]
    [InlineData("\"0\"", false)]
    [InlineData("\"yes\"", true)]
    [InlineData("\"no\"", false)]
    public async Task Boolean_is_read_from_every_supported_format(string json, bool expected)
    {
        Account account = await GetAccountAsync("can_be_deleted", json);

        Assert.Equal(expected, account.CanBeDeleted);
        Assert.Empty(account.AdditionalProperties);
    }

    [Theory]
    [InlineData("\"maybe\"", "maybe")]
    [InlineData("\"\"", "")]
    [InlineData("2", 2L)]
    public async Task Invalid_boolean_is_kept_unchanged(string json, object kept)
    {
        Account account = await GetAccountAsync("can_be_deleted", json);

        Assert.Null(account.CanBeDeleted);
        Assert.Equal(kept, account.AdditionalProperties["can_be_deleted"]);
    }

    [Theory]
    [InlineData("50", "50")]
    [InlineData("\"50\"", "50")]
    [InlineData("33.33", "33.33")]
    [InlineData("\" 33.33 \"", "33.33")]
    [InlineData("1e2", "100")]
    [InlineData("-0.5", "-0.5")]
    public async Task Number_is_read_from_every_supported_format(string json, string expected)
    {
        Account account = await GetAccountAsync("ownership_percentage", json);

        Assert.Equal(decimal.Parse(expected, CultureInfo.InvariantCulture), account.OwnershipPercentage);
        Assert.Empty(account.AdditionalProperties);
    }

    [Theory]
    [InlineData("\"half\"", "half")]
    [InlineData("\"50 %\"", "50 %")]
    [InlineData("\"1,000\"", "1,000")]
    [InlineData("true", true)]
    public async Task Invalid_number_is_kept_unchanged(string json, object kept)
    {
        Account account = await GetAccountAsync("ownership_percentage", json);

        Assert.Null(account.OwnershipPercentage);
        Assert.Equal(kept, account.AdditionalProperties["ownership_percentage"]);
    }

    [Theory]
    [InlineData("12345", "12345")]
    [InlineData("-1.50", "-1.50")]
    [InlineData("12345678901234567890123", "12345678901234567890123")]
    [InlineData("true", "true")]
    [InlineData("false", "false")]
    public async Task Number_or_boolean_in_a_text_field_becomes_text(string json, string expected)
    {
        Account account = await GetAccountAsync("referral_code", json);

        Assert.Equal(expected, account.ReferralCode);
        Assert.Empty(account.AdditionalProperties);
    }

    [Theory]
    [InlineData("2")]
    [InlineData("2.0")]
    [InlineData("\"2\"")]
    public async Task Count_is_read_from_every_supported_format(string json)
    {
        Group group = Assert.Single((await GetAccountAsync("groups", $$"""[{ "participants_count": {{json}} }]""")).Groups);

        Assert.Equal(2, group.ParticipantsCount);
    }

    [Theory]
    [InlineData("2.5")]
    [InlineData("99999999999")]
    [InlineData("\"many\"")]
    public async Task Invalid_count_is_kept_unchanged(string json)
    {
        Group group = Assert.Single((await GetAccountAsync("groups", $$"""[{ "name": "A", "participants_count": {{json}} }]""")).Groups);

        Assert.Null(group.ParticipantsCount);
        Assert.Equal(json.Trim('"'), ReadableText.Of(group.AdditionalProperties["participants_count"]));
        Assert.Equal("A", group.Name);
    }

    [Theory]
    [InlineData("\"not-a-uuid\"", "not-a-uuid")]
    [InlineData("\"\"", "")]
    [InlineData("7", 7L)]
    public async Task Invalid_UUID_is_kept_unchanged(string json, object kept)
    {
        Account account = await GetAccountAsync("uuid", json);

        Assert.Null(account.Uuid);
        Assert.Equal(kept, account.AdditionalProperties["uuid"]);
    }

    [Theory]
    [InlineData("[]", 0)]
    [InlineData("{}", 0)]
    [InlineData("null", 0)]
    [InlineData("""{"firm:read": "firm"}""", 1)]
    [InlineData("""{"firm:read": ["firm", "branch"], "other": []}""", 2)]
    [InlineData("""{"firm:read": null}""", 1)]
    public async Task Permissions_are_read_from_every_supported_format(string json, int count)
    {
        Account account = await GetAccountAsync("permissions", json);

        Assert.Equal(count, account.Permissions.Count);
        Assert.Empty(account.AdditionalProperties);
    }

    [Theory]
    [InlineData("""["firm:read"]""")]
    [InlineData("\"all\"")]
    [InlineData("""{"firm:read": {"a": 1}}""")]
    public async Task Invalid_permissions_are_kept_unchanged(string json)
    {
        Account account = await GetAccountAsync("permissions", json);

        Assert.Empty(account.Permissions);
        Assert.True(account.AdditionalProperties.ContainsKey("permissions"));
    }

    private async Task<Account> GetAccountAsync(string field, string json) =>
        (await Api.GetAsync(SeedJson.WithAccountField(field, json))).Account!;
}
