using System.Diagnostics;

namespace Plannr.Client.Tests.Requests;

/// <summary>Tests the requests that the client sends.</summary>
public sealed class RequestTests
{
    private static readonly Guid Account = new("4c1f0a52-8d37-5b6e-a1c4-6f0e92d7b301");

    [Theory]
    [InlineData(false, "")]
    [InlineData(true, "include=account")]
    public async Task Path_contains_the_UUID_of_the_requested_execution(bool includeAccount, string query)
    {
        await using ServedApi api = await ServedApi.StartAsync();

        await api.Client.GetExecutionAsync(new Guid("82F16694-DBE3-4787-BD57-AB9EEC12B43F"), includeAccount);

        RecordedRequest request = Assert.Single(api.Server.Requests);
        Assert.Equal("GET", request.Method);
        Assert.Equal("/api/v1/automation-executions/82f16694-dbe3-4787-bd57-ab9eec12b43f", request.Path);
        Assert.Equal(query, request.Query);
        Assert.Equal(string.Empty, request.Body);
    }

    [Fact]
    public async Task Request_has_each_expected_header_once_and_no_other_headers()
    {
        await using ServedApi api = await ServedApi.StartAsync(options =>
        {
            options.AccountUuid = Account;
            options.ModuleVersion = "1.2.3";
        });

        await api.GetAsync();

        RecordedRequest request = Assert.Single(api.Server.Requests);
        Assert.Equal("application/json", request.Header("Accept"));
        Assert.Equal(Wire.SendsContentWithGet ? "application/json" : null, request.Header("Content-Type"));
        Assert.Equal("Bearer " + Tokens.Text, request.Header("Authorization"));
        Assert.Equal(Account.ToString(), request.Header("X-PLANNR-ACCOUNT-UUID"));
        Assert.Equal("Plannr-PowerShell/1.2.3", request.Header("User-Agent"));
        Assert.Equal(Wire.SendsContentWithGet ? "0" : null, request.Header("Content-Length"));
        Assert.Equal(api.Server.BaseUri.Authority, request.Header("Host"));
        string[] content = Wire.SendsContentWithGet ? ["Content-Length", "Content-Type"] : [];
        Assert.Equal(
            ["Accept", "Accept-Encoding", "Authorization", .. content, "Host", "User-Agent", "X-PLANNR-ACCOUNT-UUID"],
            request.Headers.Keys.Order(StringComparer.OrdinalIgnoreCase));
        Assert.All(request.Headers.Values, values => Assert.Single(values));
    }

    [Fact]
    public async Task Body_that_cannot_be_serialized_causes_an_error_with_one_reason()
    {
        await using ServedApi api = await ServedApi.StartAsync();
        var loop = new List<object?>();
        loop.Add(loop);

        Assert.Equal("The body can't be serialized as JSON: it contains a value of type System.Object. Nothing was sent.", (await SendAsync(new object())).Message);
        Assert.Equal(
            "The body can't be serialized as JSON: it is nested more than 64 levels deep, possibly because it contains a reference to itself. Nothing was sent.", (await SendAsync(loop)).Message);
        Assert.Empty(api.Server.Requests);

        Task<PlannrInvalidRequestException> SendAsync(object body) =>
            Assert.ThrowsAsync<PlannrInvalidRequestException>(() => api.Client.SendAsync(new PlannrRequest { Method = "POST", Path = "v1/task", Body = body }, default));
    }

    [Fact]
    public async Task Request_has_no_account_header_if_no_account_is_set()
    {
        await using ServedApi api = await ServedApi.StartAsync();

        await api.GetAsync();

        Assert.False(Assert.Single(api.Server.Requests).Headers.ContainsKey("X-PLANNR-ACCOUNT-UUID"));
    }

    [Fact]
    public async Task Retry_sends_the_same_headers_as_the_first_attempt()
    {
        await using ServedApi api = await ServedApi.StartAsync(
            Fault.Status(503) with { Times = 2 },
            options =>
            {
                options.AccountUuid = Account;
                options.MaximumRetryCount = 2;
            },
            new TestClock(skipDelays: true));

        await api.GetAsync();

        Assert.Equal(3, api.Server.Requests.Count);
        Assert.All(api.Server.Requests, request =>
        {
            Assert.Equal(api.Server.Requests[0].ToString(), request.ToString());
            Assert.Equal(
                api.Server.Requests[0].Headers.Select(header => (header.Key, string.Join("|", header.Value))),
                request.Headers.Select(header => (header.Key, string.Join("|", header.Value))));
        });
    }

    [Fact]
    public async Task Clients_of_the_same_server_do_not_share_tokens_or_accounts()
    {
        await using ServedApi api = await ServedApi.StartAsync(options => options.AccountUuid = Account);
        using IPlannrClient other = new PlannrClientFactory().Create(
            new PlannrClientOptions { BaseUri = api.Server.BaseUri, AccessToken = Tokens.Secure("another-token") });

        await api.GetAsync();
        await other.GetExecutionAsync(ServedApi.Uuid);
        await api.GetAsync();

        Assert.Equal(
            [("Bearer " + Tokens.Text, Account.ToString()), ("Bearer another-token", null), ("Bearer " + Tokens.Text, Account.ToString())],
            api.Server.Requests.Select(request => (request.Header("Authorization"), request.Header("X-PLANNR-ACCOUNT-UUID"))));
    }

    [Fact]
    public async Task Client_works_after_the_caller_disposes_the_token()
    {
        System.Security.SecureString token = Tokens.Secure();
        await using ServedApi api = await ServedApi.StartAsync(options => options.AccessToken = token);
        token.Dispose();

        await api.GetAsync();

        Assert.Equal("Bearer " + Tokens.Text, api.Server.Requests[0].Header("Authorization"));
    }

    [Fact]
    public async Task Cookies_are_not_sent_back()
    {
        await using ServedApi api = await ServedApi.StartAsync();
        api.Server.Override = _ => new HttpResponseMessage(HttpStatusCode.OK)
        {
            Headers = { { "Set-Cookie", "session=abc; path=/" } },
            Content = new StringContent($$"""{"uuid": "{{ServedApi.Uuid}}"}""", Encoding.UTF8, "application/json"),
        };

        await api.GetAsync();
        await api.GetAsync();

        Assert.False(api.Server.Requests[1].Headers.ContainsKey("Cookie"));
    }

    [Fact]
    public async Task Trace_headers_are_not_sent()
    {
        await using ServedApi api = await ServedApi.StartAsync();
        using Activity activity = new Activity("script").SetIdFormat(ActivityIdFormat.W3C).Start();
        activity.AddBaggage("user", "somebody");

        await api.GetAsync();

        string[] names = ["traceparent", "tracestate", "baggage", "Request-Id", "Correlation-Context"];
        Assert.Equal(Wire.TraceHeaders, api.Server.Requests[0].Headers.Keys.Intersect(names, StringComparer.OrdinalIgnoreCase).Order());
    }

    [Fact]
    public async Task Concurrent_calls_get_their_own_responses()
    {
        await using ServedApi api = await ServedApi.StartAsync();
        api.Server.Override = request => new HttpResponseMessage(HttpStatusCode.OK)
        {
            Content = new StringContent($$"""{"uuid": "{{request.Path.Split('/')[^1]}}"}""", Encoding.UTF8, "application/json"),
        };
        Guid[] uuids = [.. Enumerable.Range(0, 50).Select(_ => Guid.NewGuid())];

        AutomationExecution[] executions = await Task.WhenAll(
            uuids.Select(uuid => api.Client.GetExecutionAsync(uuid)));

        Assert.Equal(uuids, executions.Select(execution => execution.Uuid!.Value));
    }
}
