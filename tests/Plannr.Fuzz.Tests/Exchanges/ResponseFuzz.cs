using System.Security;
using Plannr.Client;
using Plannr.PowerShell.Tests.Serving;
using Plannr.Sandbox;

namespace Plannr.Fuzz.Tests.Exchanges;

/// <summary>Tests that any bytes from a server become a result or one of the module's errors. The server and the client use real sockets.</summary>
public sealed class ResponseFuzz : IClassFixture<RawServer>, IDisposable
{
    private const int MostPages = 20;

    private static readonly Guid Uuid = SandboxData.SeedExecutionUuid;
    private static readonly byte[] Record = Good($$"""{"uuid":"{{Uuid}}","status":"completed"}""");

    private readonly RawServer _server;
    private readonly PlannrClientFactory _factory = new(new LeapingClock());
    private readonly IPlannrClient _client;
    private readonly IPlannrClient _observed;
    private readonly Observer _observer = new();

    public ResponseFuzz(RawServer server)
    {
        _server = server;
        _client = _factory.Create(Options(retries: 0));
        _observed = _client.WithObserver(_observer);
    }

    public void Dispose() => _client.Dispose();

    [Fuzz]
    public async Task Record_is_read_or_rejected(AnyResponse response)
    {
        AutomationExecution? execution = await TryAsync(response, () => _observed.GetAsync(Endpoints.GetExecution.At(Uuid), null, default));

        Assert.True(execution is null || execution.Uuid == Uuid);
    }

    [Fuzz]
    public async Task List_is_read_or_rejected(AnyResponse response) => await TryAsync(response, async () =>
    {
        using IPlannrPages<PlannrTask> pages = _observed.List(Endpoints.ListTasks, new PlannrQuery());
        var tasks = new List<PlannrTask>();
        for (int i = 0; i < MostPages && await pages.NextAsync(default) is { } page; i++)
        {
            tasks.AddRange(page);
        }

        return tasks;
    });

    [Fuzz]
    public async Task Each_record_of_a_bulk_request_is_read_or_rejected(AnyResponse response)
    {
        IReadOnlyList<RecordResult<AutomationExecution>>? results =
            await TryAsync(response, () => _observed.GetExecutionsAsync([Uuid, SandboxData.FailedExecutionUuid], false, default));

        Assert.True(results is null || results.All(result => result.Record is null != result.Error is null));
    }

    [Fuzz]
    public async Task Wait_returns_the_record_or_an_error(AnyResponse response) => await TryAsync(response, async () =>
    {
        var results = new List<RecordResult<AutomationExecution>>();
        using IPlannrPages<RecordResult<AutomationExecution>> pages =
            _observed.Wait([Uuid], new WaitOptions<AutomationExecution> { Poll = (uuids, token) => _observed.GetExecutionsAsync(uuids, false, token), Timeout = TimeSpan.FromSeconds(30) });
        while (await pages.NextAsync(default) is { } page)
        {
            results.AddRange(page);
        }

        Assert.Equal(Uuid, Assert.Single(results).Uuid);
        return results;
    });

    [Fuzz]
    public async Task Write_is_sent_once_unless_rate_limited(AnyResponse response)
    {
        using IPlannrClient client = _factory.Create(Options(retries: 1));
        await TryAsync(response, () => client.WithObserver(_observer).SendAsync(Endpoints.CreateTask, new Dictionary<string, object?> { ["name"] = "Once" }, default));

        Assert.InRange(_server.Requests, 1, response.ToString().Contains("429", StringComparison.Ordinal) ? 2 : 1);
    }

    [Fuzz]
    public async Task Raw_response_is_read_or_rejected(AnyResponse response, bool asText) =>
        await TryAsync(response, () => _observed.SendAsync(new PlannrRequest { Path = "v1/x", AsText = asText }, default));

    [Fuzz]
    public async Task Download_compressed_with_gzip_is_complete_or_fails(AnyResponse response)
    {
        using var target = new MemoryStream();

        PlannrResponse? head = await TryAsync(response, () => _observed.DownloadAsync(new PlannrRequest { Path = "v1/x" }, target, null, default));

        if (head?.StatusCode == 200 && response.Uncompressed is { } body)
        {
            Assert.Equal(body, target.ToArray());
        }
    }

    [Fuzz]
    public async Task Sign_in_returns_tokens_or_an_error(AnyResponse response)
    {
        using IPlannrAuthorization authorization = _factory.Authorize(Options(retries: 0), new PlannrAuthorizationOptions { ClientId = "client" });

        await TryAsync(response, () => authorization.CompleteAsync($"?code=abc&state={authorization.State}", _observer, default));
    }

    [Fuzz]
    public async Task Refresh_returns_a_token_or_an_error(AnyResponse response)
    {
        PlannrClientOptions options = Options(retries: 0);
        options.AccessToken = null;
        options.OAuth = new PlannrOAuthOptions { ClientId = "client", RefreshToken = Secure("refresh-token") };
        using IPlannrClient client = _factory.Create(options);

        await TryAsync(response, () => client.WithObserver(_observer).GetAsync(Endpoints.GetExecution.At(Uuid), null, default), line => line.Contains("/oauth/token", StringComparison.Ordinal));
    }

    /// <summary>Makes a call that receives the given response. Returns null if the call throws one of the module's errors; any other exception fails the test.</summary>
    private async Task<T?> TryAsync<T>(AnyResponse response, Func<Task<T>> call, Func<string, bool>? isFor = null)
        where T : class
    {
        _server.Requests = 0;
        _server.Respond = line => isFor?.Invoke(line) != false ? response.Bytes : Record;
        try
        {
            return await call().WaitAsync(TimeSpan.FromSeconds(60));
        }
        catch (PlannrException exception)
        {
            Assert.InRange(exception.Message.Length, 10, 5_000);
            Assert.NotEmpty(exception.RecommendedAction);
            return null;
        }
    }

    private PlannrClientOptions Options(int retries) =>
        new() { BaseUri = _server.BaseUri, AccessToken = Secure("pat-5f0d7c3a91e84b6f"), MaximumRetryCount = retries };

    private static SecureString Secure(string text)
    {
        var secret = new SecureString();
        foreach (char letter in text)
        {
            secret.AppendChar(letter);
        }

        return secret;
    }

    private static byte[] Good(string body) =>
        Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}");

    private sealed class Observer : IPlannrObserver
    {
        public bool WantsVerbose => true;

        public bool WantsDebug => true;

        public void Verbose(string message) => Assert.NotEmpty(message);

        public void Debug(string message) => Assert.NotEmpty(message);

        public void Warning(string message) => Assert.NotEmpty(message);
    }
}
