namespace Plannr.Client.Tests.Reading;

/// <summary>A resource comes bare or under <c>data</c>, which is an ordinary field in other places.</summary>
public sealed class EnvelopeTests : ServedApiTests
{
    [Theory]
    [InlineData("{0}")]
    [InlineData("""{{"data": {0}}}""")]
    [InlineData("""{{"data": [{0}]}}""")]
    [InlineData("""[{0}]""")]
    [InlineData("""{{"data": {0}, "links": {{"self": "https://api.plannrcrm.com/"}}, "meta": {{"total": 1}}}}""")]
    [InlineData("""{{"links": {{}}, "meta": [], "data": {0}}}""")]
    [InlineData("\r\n\t {0} \r\n")]
    public async Task One_resource_is_read_bare_and_wrapped(string envelope)
    {
        AutomationExecution expected = await Api.GetAsync(SeedJson.Text);

        AutomationExecution actual = await Api.GetAsync(string.Format(CultureInfo.InvariantCulture, envelope, SeedJson.Text));

        Assert.Equal(PropertyDump.Of(expected), PropertyDump.Of(actual));
    }

    [Fact]
    public async Task Data_beside_other_fields_is_a_field_like_them()
    {
        AutomationExecution execution = await Api.GetAsync("""{"name": "Outer", "data": {"name": "Inner"}}""");

        Assert.Equal("Outer", execution.Name);
        var data = Assert.IsType<ResourceMap<object?>>(execution.AdditionalProperties["data"]);
        Assert.Equal("Inner", data["name"]);
    }

    [Fact]
    public async Task Data_within_data_is_a_field()
    {
        AutomationExecution execution = await Api.GetAsync($$$"""{"data": {"data": {"name": "Inner"}, "name": "Outer", "uuid": "{{{ServedApi.Uuid}}}"}}""");

        Assert.Equal("Outer", execution.Name);
        Assert.True(execution.AdditionalProperties.ContainsKey("data"));
    }

    [Theory]
    [InlineData("""{"data": null}""")]
    [InlineData("""{"data": []}""")]
    [InlineData("""{"data": null, "links": {}, "meta": {}}""")]
    [InlineData("[]")]
    [InlineData("""[{"name": "A"}, {"name": "B"}]""")]
    [InlineData("""{"data": [{"name": "A"}, {"name": "B"}]}""")]
    public async Task None_and_several_are_not_the_one_that_was_asked_for(string body) =>
        await Assert.ThrowsAsync<PlannrInvalidResponseException>(() => Api.GetAsync(Encoding.UTF8.GetBytes(body)));

    [Fact]
    public async Task A_byte_order_mark_is_passed_over()
    {
        AutomationExecution execution = await Api.GetAsync([0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes($$"""{"name": "A", "uuid": "{{ServedApi.Uuid}}"}""")]);

        Assert.Equal("A", execution.Name);
    }

    [Fact]
    public async Task Comments_are_passed_over() =>
        Assert.Equal("A", (await Api.GetAsync($$"""/* cached */ {"name": /* b */ "A", "uuid": "{{ServedApi.Uuid}}"}""")).Name);
}
