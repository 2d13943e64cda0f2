namespace Plannr.Client.Tests.Reading;

/// <summary>Tests the date formats in the API reference, similar formats and invalid dates.</summary>
public sealed class DateTests : ServedApiTests
{
    [Theory]
    [InlineData("2026-04-28T22:34:36+01:00", "2026-04-28T22:34:36.0000000+01:00")]
    [InlineData("2026-01-28T22:34:36+00:00", "2026-01-28T22:34:36.0000000+00:00")]
    [InlineData("2026-05-19T21:31:18.737139Z", "2026-05-19T21:31:18.7371390+00:00")]
    [InlineData("2026-05-19T21:31:18-05:00", "2026-05-19T21:31:18.0000000-05:00")]
    [InlineData(" 2026-04-28T22:34:36+01:00 ", "2026-04-28T22:34:36.0000000+01:00")]
    [InlineData("2026-05-19 18:31:18 GMT", "2026-05-19T18:31:18.0000000+00:00")]
    public async Task Date_keeps_its_offset(string text, string expected) => await AssertReadAsync(text, expected);

    [Theory]
    [InlineData("2021-01-01 00:00:00", "2021-01-01T00:00:00.0000000+00:00")]
    [InlineData("2026-05-19 18:31:18", "2026-05-19T18:31:18.0000000+01:00")]
    [InlineData("2026-05-19T18:31:18", "2026-05-19T18:31:18.0000000+01:00")]
    [InlineData("2025-12-04", "2025-12-04T00:00:00.0000000+00:00")]
    [InlineData("2026-05-19", "2026-05-19T00:00:00.0000000+01:00")]
    [InlineData("2026-03-29 00:59:59", "2026-03-29T00:59:59.0000000+00:00")]
    [InlineData("2026-03-29 02:00:00", "2026-03-29T02:00:00.0000000+01:00")]
    [InlineData("2026-10-25 00:59:59", "2026-10-25T00:59:59.0000000+01:00")]
    [InlineData("2026-10-25 02:00:00", "2026-10-25T02:00:00.0000000+00:00")]
    public async Task Date_without_an_offset_is_read_as_UK_time(string text, string expected) => await AssertReadAsync(text, expected);

    [Theory]
    [InlineData("\"tomorrow\"", "tomorrow")]
    [InlineData("\"\"", "")]
    [InlineData("\"0000-00-00 00:00:00\"", "0000-00-00 00:00:00")]
    [InlineData("\"0000-00-00\"", "0000-00-00")]
    [InlineData("\"0001-01-01 00:00:00\"", "0001-01-01 00:00:00")]
    [InlineData("\"2026-02-30\"", "2026-02-30")]
    [InlineData("\"2026-05-19T25:00:00+01:00\"", "2026-05-19T25:00:00+01:00")]
    [InlineData("\"2026-05-19 soon\"", "2026-05-19 soon")]
    [InlineData("\"19/05/2026\"", "19/05/2026")]
    [InlineData("\"10:30\"", "10:30")]
    [InlineData("1779211878", 1779211878L)]
    [InlineData("0", 0L)]
    [InlineData("false", false)]
    public async Task Invalid_date_is_kept_unchanged(string json, object kept)
    {
        Account account = await GetAccountAsync(json);

        Assert.Null(account.NextReviewDate);
        Assert.Equal(kept, account.AdditionalProperties["next_review_date"]);
        Assert.Equal("Gareth Thompson", account.Name);
    }

    private async Task AssertReadAsync(string text, string expected)
    {
        Account account = await GetAccountAsync($"\"{text}\"");

        Assert.Equal(expected, account.NextReviewDate?.ToString("O", CultureInfo.InvariantCulture));
        Assert.Empty(account.AdditionalProperties);
    }

    private async Task<Account> GetAccountAsync(string json) =>
        (await Api.GetAsync(SeedJson.WithAccountField("next_review_date", json))).Account!;
}
