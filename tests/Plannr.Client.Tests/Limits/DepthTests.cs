namespace Plannr.Client.Tests.Limits;

/// <summary>Tests that JSON is read down to a depth of 64 and that deeper JSON causes an error.</summary>
public sealed class DepthTests : ServedApiTests
{
    private const int Deepest = 64;

    [Theory]
    [InlineData("{\"a\":", "}")]
    [InlineData("[", "]")]
    public async Task Unknown_field_is_kept_down_to_the_maximum_depth(string open, string close)
    {
        AutomationExecution execution = await Api.GetAsync($"{{\"name\":\"A\",\"deep\":{Nested(open, close, Deepest - 1)}}}");

        Assert.Equal("A", execution.Name);
        Assert.NotNull(execution.AdditionalProperties["deep"]);
    }

    [Theory]
    [InlineData("{\"a\":", "}", Deepest)]
    [InlineData("{\"account\":", "}", Deepest)]
    [InlineData("{\"steps\":[", "]}", Deepest)]
    [InlineData("[", "]", Deepest)]
    [InlineData("[", "]", 1_000_000)]
    [InlineData("{\"account\":", "}", 1_000_000)]
    public async Task JSON_deeper_than_the_maximum_causes_an_error_that_contains_the_position(string open, string close, int depth)
    {
        var exception = await Assert.ThrowsAsync<PlannrInvalidResponseException>(() => Api.GetAsync($"{{\"name\":\"A\",\"account\":{Nested(open, close, depth)}}}"));

        Assert.Contains("invalid JSON at line 1, byte ", exception.Message, System.StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bare_list_has_the_same_maximum_depth_as_an_object()
    {
        Api.Server.Override = _ => new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent($"[{{\"deep\":{Nested("[", "]", Deepest - 2)}}}]") };

        LoginList logins = await Api.Client.GetLoginsAsync(default);

        Assert.True(Assert.Single(logins.Logins).AdditionalProperties.ContainsKey("deep"));
    }

    private static string Nested(string open, string close, int depth) =>
        string.Concat(Enumerable.Repeat(open, depth)) + "1" + string.Concat(Enumerable.Repeat(close, depth));
}
