namespace Plannr.Client.Tests.Reading;

/// <summary>Tests that a resource can be enclosed in <c>data</c>, and that any other field with this name is an ordinary field.</summary>
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
    public async Task Single_resource_is_read_with_and_without_an_envelope(string envelope)
    {
        AutomationExecution expected = await Api.GetAsync(SeedJson.Text);

        AutomationExecution actual = await Api.GetAsync(string.Format(CultureInfo.InvariantCulture, envelope, SeedJson.Text));

        Assert.Equal(PropertyDump.Of(expected), PropertyDump.Of(actual));
    }

    [Fact]
    public async Task Field_named_data_next_to_other_fields_is_an_ordinary_field()
    {
        AutomationExecution execution = await Api.GetAsync("""{"name": "Outer", "data": {"name": "Inner"}}""");

        Assert.Equal("Outer", execution.Name);
        var data = Assert.IsType<ResourceMap<object?>>(execution.AdditionalProperties["data"]);
        Assert.Equal("Inner", data["name"]);
    }

    [Fact]
    public async Task Field_named_data_within_data_is_an_ordinary_field()
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
    public async Task Response_without_exactly_one_record_causes_an_error(string body) =>
        await Assert.ThrowsAsync<PlannrInvalidResponseException>(() => Api.GetAsync(Encoding.UTF8.GetBytes(body)));

    [Fact]
    public async Task Byte_order_mark_is_ignored()
    {
        AutomationExecution execution = await Api.GetAsync([0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes($$"""{"name": "A", "uuid": "{{ServedApi.Uuid}}"}""")]);

        Assert.Equal("A", execution.Name);
    }

    [Fact]
    public async Task Comments_are_ignored() =>
        Assert.Equal("A", (await Api.GetAsync($$"""/* cached */ {"name": /* b */ "A", "uuid": "{{ServedApi.Uuid}}"}""")).Name);
}
