namespace Plannr.Client.Tests.Retrying;

/// <summary>Tests how many times a non-idempotent request is sent, with the request for an access token as the example.</summary>
public sealed class PostRetryTests
{
    [Theory]
    [InlineData(408)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task Request_is_not_retried_after_a_status_that_leaves_the_outcome_unknown(int status) => Assert.Equal(1, await CountAsync(Fault.Status(status, "{}")));

    [Fact]
    public async Task Request_is_not_retried_after_a_broken_connection()
    {
        Assert.Equal(1, await CountAsync(Fault.Reset()));
        Assert.Equal(1, await CountAsync(Fault.CutOffBody()));
    }

    [Fact]
    public async Task Request_is_retried_after_a_rate_limit_response() => Assert.Equal(4, await CountAsync(Fault.Status(429, "{}")));

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
