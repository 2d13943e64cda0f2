using System.Numerics;

namespace Plannr.Client.Tests.Reading;

/// <summary>Tests how fields without a property are kept in the additional properties.</summary>
public sealed class AdditionalPropertiesTests : ServedApiTests
{
    [Fact]
    public async Task Unknown_fields_are_kept_in_each_object()
    {
        AutomationExecution execution = await Api.GetAsync(
            """{"name": "A", "new_1": 1, "steps": [{"name": "S", "new_2": 2}], "account": {"name": "B", "new_3": 3, "firm": {"new_4": 4}}}""");

        Assert.Equal(1L, Assert.Single(execution.AdditionalProperties).Value);
        Assert.Equal(2L, execution.Steps[0].AdditionalProperties["new_2"]);
        Assert.Equal(3L, execution.Account!.AdditionalProperties["new_3"]);
        Assert.Equal(4L, execution.Account.Firm!.AdditionalProperties["new_4"]);
    }

    [Fact]
    public async Task Nested_values_become_lists_and_dictionaries_with_the_API_names_as_keys()
    {
        object? value = await GetValueAsync("""{"is_new": true, "items": [1, "two", null, false, {"deep_name": []}]}""");

        var map = Assert.IsAssignableFrom<IDictionary<string, object?>>(value);
        Assert.Equal(true, map["is_new"]);
        var items = Assert.IsAssignableFrom<IList<object?>>(map["items"]);
        Assert.Equal(1L, items[0]);
        Assert.Equal("two", items[1]);
        Assert.Null(items[2]);
        Assert.Equal(false, items[3]);
        Assert.Empty(Assert.IsAssignableFrom<IList<object?>>(Assert.IsAssignableFrom<IDictionary<string, object?>>(items[4])["deep_name"]));
        Assert.Equal("is_new=true; items=1; two; false; deep_name=", value!.ToString());
    }

    [Theory]
    [InlineData("0", 0L)]
    [InlineData("-1", -1L)]
    [InlineData("9223372036854775807", long.MaxValue)]
    [InlineData("-9223372036854775808", long.MinValue)]
    [InlineData("1e3", 1000d)]
    [InlineData("2.5E-3", 0.0025d)]
    [InlineData("1e-30", 1e-30d)]
    [InlineData("1.5e-28", 1.5e-28d)]
    [InlineData("1e300", 1e300d)]
    [InlineData("true", true)]
    [InlineData("\"text\"", "text")]
    [InlineData("null", null)]
    public async Task Simple_value_has_the_matching_type(string json, object? expected) => Assert.Equal(expected, await GetValueAsync(json));

    [Theory]
    [InlineData("9223372036854775808")]
    [InlineData("-9223372036854775809")]
    [InlineData("12345678901234567890123456789012345678901234567890")]
    public async Task Large_integer_keeps_every_digit(string json) =>
        Assert.Equal(BigInteger.Parse(json, CultureInfo.InvariantCulture), Assert.IsType<BigInteger>(await GetValueAsync(json)));

    [Theory]
    [InlineData("0.1")]
    [InlineData("17.50")]
    [InlineData("1234567890.1234567890123456")]
    [InlineData("0.00000000000000000000000001")]
    public async Task Decimal_number_keeps_every_digit(string json) =>
        Assert.Equal(json, Assert.IsType<decimal>(await GetValueAsync(json)).ToString(CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("1e400")]
    [InlineData("-1e400")]
    public async Task Number_with_an_exponent_that_is_too_large_for_a_double_is_kept_as_text(string json) => Assert.Equal(json, await GetValueAsync(json));

    [Fact]
    public async Task Integer_with_100_000_digits_is_kept_as_text()
    {
        string json = new('7', 100_000);

        Assert.Equal(json, await GetValueAsync(json));
    }

    [Fact]
    public async Task Last_value_of_a_repeated_field_wins_but_null_does_not_clear_a_property()
    {
        AutomationExecution execution = await Api.GetAsync(
            """{"name": "first", "name": "second", "other": 1, "other": 2, "created_at": "2026-01-01", "created_at": null, "account": {"name": "A"}, "account": {"name": "B"}}""");

        Assert.Equal("second", execution.Name);
        Assert.Equal(2L, execution.AdditionalProperties["other"]);
        Assert.Equal(2026, execution.CreatedAt!.Value.Year);
        Assert.Equal("B", execution.AccountName);
    }

    [Fact]
    public async Task Repeated_field_with_one_invalid_value_keeps_both_values()
    {
        AutomationExecution execution = await Api.GetAsync("""{"created_at": "2026-01-01", "created_at": "soon"}""");

        Assert.Equal(2026, execution.CreatedAt!.Value.Year);
        Assert.Equal("soon", execution.AdditionalProperties["created_at"]);
    }

    [Fact]
    public async Task Field_names_are_case_sensitive()
    {
        AutomationExecution execution = await Api.GetAsync("""{"Name": "wrong", "n\u0061me": "escaped", "": "no name"}""");

        Assert.Equal("escaped", execution.Name);
        Assert.Equal("wrong", execution.AdditionalProperties["Name"]);
        Assert.Equal("no name", execution.AdditionalProperties[string.Empty]);
    }

    private async Task<object?> GetValueAsync(string json)
    {
        AutomationExecution execution = await Api.GetAsync($$"""{"name": "A", "unknown": {{json}}, "status": "completed"}""");

        Assert.Equal("A", execution.Name);
        Assert.Equal("completed", execution.Status);
        return execution.AdditionalProperties["unknown"];
    }
}
