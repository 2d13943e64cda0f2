using System.Net.Http.Headers;

namespace Plannr.Client.Tests.Sandbox;

/// <summary>The base of tests that talk to the sandbox with nothing but a bare HTTP client, so that no part of the product can hide what it does.</summary>
public abstract class SandboxTests : IAsyncLifetime
{
    private SandboxServer _server = null!;
    private HttpClient _client = null!;

    /// <summary>A winter's day, so that UK time is UTC.</summary>
    private protected FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 1, 15, 12, 0, 0, TimeSpan.Zero));

    private protected virtual SandboxOptions Options => new();

    public async Task InitializeAsync()
    {
        _server = await SandboxServer.StartAsync(new SandboxServerOptions { Sandbox = Options, TimeProvider = Time });
        _client = new HttpClient { BaseAddress = _server.BaseUri };
        _client.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", SandboxData.AccessToken);
        _client.DefaultRequestHeaders.UserAgent.ParseAdd("tests/1.0");
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
    }

    private protected HttpClient Client => _client;

    private protected async Task<JsonObject> GetAsync(string path) => await ReadAsync(await _client.GetAsync(path), HttpStatusCode.OK);

    private protected async Task<JsonObject> SendAsync(HttpMethod method, string path, string body, HttpStatusCode expected)
    {
        using var request = new HttpRequestMessage(method, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        return await ReadAsync(await _client.SendAsync(request), expected);
    }

    private protected async Task<JsonObject> PostAsync(string path, string body) => await SendAsync(HttpMethod.Post, path, body, HttpStatusCode.Created);

    /// <summary>Sends a body that the sandbox has to refuse, and compares the whole of what it says.</summary>
    private protected async Task RefusesAsync(HttpMethod method, string path, string body, string expected)
    {
        JsonObject answer = await SendAsync(method, path, body, HttpStatusCode.UnprocessableEntity);
        Assert.Equal(JsonNode.Parse(expected)!.ToJsonString(), answer.ToJsonString());
    }

    private protected static async Task<JsonObject> ReadAsync(HttpResponseMessage response, HttpStatusCode expected)
    {
        using (response)
        {
            string text = await response.Content.ReadAsStringAsync();
            Assert.True(response.StatusCode == expected, $"{(int)response.StatusCode}: {text}");
            return text.Length == 0 ? [] : JsonNode.Parse(text)!.AsObject();
        }
    }

    private protected static string Text(JsonNode? node, string name) => node![name]!.ToString();
}
