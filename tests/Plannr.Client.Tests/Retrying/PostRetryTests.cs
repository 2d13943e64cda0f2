namespace Plannr.Client.Tests.Retrying;

/// <summary>How often a request that must not be done twice reaches the server.</summary>
public sealed class PostRetryTests
{
    [Theory]
    [InlineData(408)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task After_an_answer_that_leaves_open_what_was_done_it_is_not_sent_again(int status) => Assert.Equal(1, await CountAsync(Fault.Status(status, "{}")));

    [Fact]
    public async Task After_a_connection_that_broke_it_is_not_sent_again()
    {
        Assert.Equal(1, await CountAsync(Fault.Reset()));
        Assert.Equal(1, await CountAsync(Fault.CutOffBody()));
    }

    [Fact]
    public async Task After_a_refusal_for_the_limit_of_requests_it_is_sent_again() => Assert.Equal(4, await CountAsync(Fault.Status(429, "{}")));

    private static async Task<int> CountAsync(Fault fault)
    {
        await using SandboxServer server = await SandboxServer.StartAsync(
            new SandboxServerOptions { Sandbox = new SandboxOptions() with { RateLimit = null } });
        server.Faults.Add(fault);
        using IPlannrClient client = new PlannrClientFactory().Create(new PlannrClientOptions
        {
            BaseUri = server.BaseUri,
            MaximumRetryCount = 3,
            MaximumRetryDelay = TimeSpan.FromMilliseconds(1),
            OAuth = new PlannrOAuthOptions
            {
                ClientId = SandboxData.ConfidentialClientId,
                ClientSecret = Tokens.Secure(SandboxData.ConfidentialClientSecret),
                RefreshToken = Tokens.Secure(SandboxData.RefreshToken),
            },
        });

        await Assert.ThrowsAnyAsync<PlannrException>(() => client.GetExecutionAsync(SandboxData.SeedExecutionUuid));

        Assert.All(server.Requests, request => Assert.Equal("POST /oauth/token", $"{request.Method} {request.Path}"));
        return server.Requests.Count;
    }
}
