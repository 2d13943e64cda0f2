using System.Net.Http.Headers;

namespace Plannr.Client.Tests.Sandbox;

/// <summary>The base class for tests that call the sandbox with a bare HTTP client, so that the product's code can't hide the sandbox's behaviour.</summary>
public abstract class SandboxTests : IAsyncLifetime
{
    private SandboxServer _server = null!;
    private HttpClient _client = null!;

    /// <summary>A clock set to a date in winter, when UK time is UTC.</summary>
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

    /// <summary>Sends an invalid body and checks the complete response.</summary>
    private protected async Task AssertRejectedAsync(HttpMethod method, string path, string body, string expected)
    {
        JsonObject response = await SendAsync(method, path, body, HttpStatusCode.UnprocessableEntity);
        Assert.Equal(JsonNode.Parse(expected)!.ToJsonString(), response.ToJsonString());
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
