namespace Plannr.Client.Tests.Limits;

/// <summary>Tests that the messages about an error are short and that only the start of its body is read, however large the body is.</summary>
public sealed class ErrorSizeTests
{
    private const int MostCharacters = 5_000;

    [Fact]
    public async Task Error_with_many_field_errors_has_a_short_message()
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
    public async Task Error_with_many_short_field_errors_has_a_short_message()
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
    public async Task Long_text_anywhere_in_an_error_is_truncated(string body)
    {
        await using ServedApi api = await ServedApi.StartAsync(Fault.Status(422, body.Replace("#", new string('x', 100_000), StringComparison.Ordinal)));

        var exception = await Assert.ThrowsAsync<PlannrInvalidRequestException>(() => api.GetAsync());

        Assert.InRange(exception.Message.Length, 20, MostCharacters);
        Assert.InRange(exception.FieldErrors.ToString().Length, 0, MostCharacters);
    }

    [Fact]
    public async Task Long_redirect_target_is_truncated()
    {
        await using ServedApi api = await ServedApi.StartAsync(Fault.Redirect("/" + new string('x', 20_000)));

        var exception = await Assert.ThrowsAsync<PlannrInvalidResponseException>(() => api.GetAsync());

        Assert.InRange(exception.Message.Length, 100, MostCharacters);
    }

    [Fact]
    public async Task Message_before_the_read_limit_is_kept()
    {
        string body = "{\"message\":\"The data was invalid.\",\"errors\":{\"name\":[\"" + new string('x', 3_000_000) + "\"]}}";
        await using ServedApi api = await ServedApi.StartAsync(Fault.Status(422, body));

        var exception = await Assert.ThrowsAsync<PlannrInvalidRequestException>(() => api.GetAsync());

        Assert.Equal("The data was invalid.", exception.ServerMessage);
    }

    [Fact]
    public async Task Incompressible_error_body_is_read_only_up_to_one_megabyte()
    {
        byte[] noise = new byte[5_000_000];
        new Random(1).NextBytes(noise);
        byte[] compressed = Compression.Compress("gzip", [.. "{\"message\":\"Too much.\",\"trace\":\""u8, .. noise]);
        await using ServedApi api = await ServedApi.StartAsync(Fault.RewriteBytes(_ => compressed, "gzip", 422));

        var exception = await Assert.ThrowsAsync<PlannrInvalidRequestException>(() => api.GetAsync());

        Assert.Equal("Too much.", exception.ServerMessage);
    }

    [Fact]
    public async Task Error_with_a_body_over_the_size_limit_has_the_type_for_its_status()
    {
        await using ServedApi api = await ServedApi.StartAsync(
            Fault.Status(404, "{\"message\":\"No such run.\",\"trace\":\"" + new string('x', 5_000_000)), options => options.MaximumBodySize = 3_000_000);

        var exception = await Assert.ThrowsAsync<PlannrNotFoundException>(() => api.GetAsync());

        Assert.Equal("No such run.", exception.ServerMessage);
    }

    [Fact]
    public async Task Incomplete_error_body_is_never_returned_as_data()
    {
        await using ServedApi api = await ServedApi.StartAsync(Fault.Status(404, "[\"" + new string('x', 5_000_000) + "\"]"));

        await Assert.ThrowsAsync<PlannrNotFoundException>(() => api.Client.SendAsync(new PlannrRequest { Path = "v1/x" }, default));
    }

    [Fact]
    public async Task Debug_message_shows_the_start_of_a_large_body_without_secrets()
    {
        // The body is truncated in the middle of a secret, and the remaining part of the secret must not be shown.
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
