namespace Plannr.Client.Tests.Limits;

/// <summary>An error takes little memory and little time, however large its body is.</summary>
public sealed class ErrorSizeTests
{
    private const int MostCharacters = 5_000;

    [Fact]
    public async Task Error_with_very_many_field_errors_has_a_short_message()
    {
        string fields = string.Join(",", Enumerable.Range(0, 20_000).Select(i => string.Create(CultureInfo.InvariantCulture, $"\"field_{i}\":[\"The field {i} is required.\"]")));
        await using ServedApi api = await ServedApi.StartAsync(Fault.Status(422, "{\"message\":\"The data was invalid.\",\"errors\":{" + fields + "}}"));

        var exception = await Assert.ThrowsAsync<PlannrInvalidRequestException>(() => api.GetAsync());

        Assert.Equal("The data was invalid.", exception.ServerMessage);
        Assert.Contains("field_0: The field 0 is required.", exception.Message, StringComparison.Ordinal);
        Assert.EndsWith("...", exception.Message, StringComparison.Ordinal);
        Assert.InRange(exception.Message.Length, 1_000, MostCharacters);
        Assert.InRange(exception.FieldErrors.Count, 20, 100);
    }

    [Fact]
    public async Task Very_many_short_field_errors_have_a_short_message()
    {
        string fields = string.Join(",", Enumerable.Range(0, 5_000).Select(i => string.Create(CultureInfo.InvariantCulture, $"\"{i:x}\":[]")));
        await using ServedApi api = await ServedApi.StartAsync(Fault.Status(422, "{\"errors\":{" + fields + "}}"));

        var exception = await Assert.ThrowsAsync<PlannrInvalidRequestException>(() => api.GetAsync());

        Assert.InRange(exception.Message.Length, 1_000, MostCharacters);
    }

    [Theory]
    [InlineData("{\"errors\":{\"name\":[\"#\"]}}")]
    [InlineData("{\"errors\":{\"#\":[\"wrong\"]}}")]
    [InlineData("{\"errors\":{\"name\":\"#\"}}")]
    [InlineData("{\"errors\":{\"name\":{\"deep\":[\"#\"]}}}")]
    [InlineData("{\"errors\":[\"#\",\"#\"]}")]
    [InlineData("{\"message\":\"#\"}")]
    [InlineData("#")]
    [InlineData("<title>#</title>")]
    public async Task Long_text_anywhere_in_an_error_is_cut(string body)
    {
        await using ServedApi api = await ServedApi.StartAsync(Fault.Status(422, body.Replace("#", new string('x', 100_000), StringComparison.Ordinal)));

        var exception = await Assert.ThrowsAsync<PlannrInvalidRequestException>(() => api.GetAsync());

        Assert.InRange(exception.Message.Length, 20, MostCharacters);
        Assert.InRange(exception.FieldErrors.ToString().Length, 0, MostCharacters);
    }

    [Fact]
    public async Task Long_redirect_target_is_cut()
    {
        await using ServedApi api = await ServedApi.StartAsync(Fault.Redirect("/" + new string('x', 20_000)));

        var exception = await Assert.ThrowsAsync<PlannrInvalidResponseException>(() => api.GetAsync());

        Assert.InRange(exception.Message.Length, 100, MostCharacters);
    }

    [Fact]
    public async Task Message_before_the_end_of_what_is_read_is_kept()
    {
        string body = "{\"message\":\"The data was invalid.\",\"errors\":{\"name\":[\"" + new string('x', 3_000_000) + "\"]}}";
        await using ServedApi api = await ServedApi.StartAsync(Fault.Status(422, body));

        var exception = await Assert.ThrowsAsync<PlannrInvalidRequestException>(() => api.GetAsync());

        Assert.Equal("The data was invalid.", exception.ServerMessage);
    }

    /// <summary>64 MB that are all the same pack to 64 KB.</summary>

    [Fact]
    public async Task Packed_error_that_does_not_get_smaller_is_read_no_further_than_a_megabyte()
    {
        byte[] noise = new byte[5_000_000];
        new Random(1).NextBytes(noise);
        byte[] packed = Packing.Pack("gzip", [.. "{\"message\":\"Too much.\",\"trace\":\""u8, .. noise]);
        await using ServedApi api = await ServedApi.StartAsync(Fault.RewriteBytes(_ => packed, "gzip", 422));

        var exception = await Assert.ThrowsAsync<PlannrInvalidRequestException>(() => api.GetAsync());

        Assert.Equal("Too much.", exception.ServerMessage);
    }

    [Fact]
    public async Task Error_that_announces_more_than_the_limit_is_still_told_by_its_status()
    {
        await using ServedApi api = await ServedApi.StartAsync(
            Fault.Status(404, "{\"message\":\"No such run.\",\"trace\":\"" + new string('x', 5_000_000)), options => options.MaximumBodySize = 3_000_000);

        var exception = await Assert.ThrowsAsync<PlannrNotFoundException>(() => api.GetAsync());

        Assert.Equal("No such run.", exception.ServerMessage);
    }

    [Fact]
    public async Task Body_of_an_error_that_is_not_whole_is_never_given_as_data()
    {
        await using ServedApi api = await ServedApi.StartAsync(Fault.Status(404, "[\"" + new string('x', 5_000_000) + "\"]"));

        await Assert.ThrowsAsync<PlannrNotFoundException>(() => api.Client.SendAsync(new PlannrRequest { Path = "v1/x" }, default));
    }

    [Fact]
    public async Task Debug_message_shows_the_start_of_a_large_body_without_secrets()
    {
        // Where the body is cut, a secret is cut too; what is left of it must not be shown.
        string body = "{\"code\":\"" + new string('y', 39_980) + "\", \"x\":\"" + string.Concat(Enumerable.Repeat(Tokens.Text, 50_000));
        var observer = new RecordingObserver();
        await using ServedApi api = await ServedApi.StartAsync(Fault.Status(500, body));

        await Assert.ThrowsAsync<PlannrServerErrorException>(() => api.GetAsync(observer));

        string all = string.Join('\n', observer.DebugTexts);
        Assert.Contains("\"code\":\"***\"", all, StringComparison.Ordinal);
        Assert.DoesNotContain(Tokens.Text[..6], all, StringComparison.Ordinal);
        Assert.InRange(all.Length, 1, 15_000);
    }
}
