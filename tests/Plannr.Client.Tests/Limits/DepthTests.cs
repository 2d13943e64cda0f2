namespace Plannr.Client.Tests.Limits;

/// <summary>JSON is read to a depth of 64, whoever stands around it, and refused beyond.</summary>
public sealed class DepthTests : ServedApiTests
{
    private const int Deepest = 64;

    [Theory]
    [InlineData("{\"a\":", "}")]
    [InlineData("[", "]")]
    public async Task An_unknown_field_is_kept_to_the_greatest_depth(string open, string close)
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
    public async Task What_is_deeper_is_refused_with_the_place(string open, string close, int depth)
    {
        var exception = await Assert.ThrowsAsync<PlannrInvalidResponseException>(() => Api.GetAsync($"{{\"name\":\"A\",\"account\":{Nested(open, close, depth)}}}"));

        Assert.Contains("invalid JSON at line 1, byte ", exception.Message, System.StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bare_list_may_be_as_deep_as_an_object()
    {
        Api.Server.Override = _ => new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent($"[{{\"deep\":{Nested("[", "]", Deepest - 2)}}}]") };

        LoginList logins = await Api.Client.GetLoginsAsync(default);

        Assert.True(Assert.Single(logins.Logins).AdditionalProperties.ContainsKey("deep"));
    }

    private static string Nested(string open, string close, int depth) =>
        string.Concat(Enumerable.Repeat(open, depth)) + "1" + string.Concat(Enumerable.Repeat(close, depth));
}
