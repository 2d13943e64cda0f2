namespace Plannr.Client.Tests.Retrying;

/// <summary>Tests how many times a request that is not idempotent is sent.</summary>
public sealed class PostRetryTests
{
    [Theory]
    [InlineData(408)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task Status_with_an_unknown_outcome_is_not_retried(int status) => Assert.Equal(1, await CountAsync(Fault.Status(status, "{}")));

    [Fact]
    public async Task Broken_connection_is_not_retried()
    {
        Assert.Equal(1, await CountAsync(Fault.Reset()));
        Assert.Equal(1, await CountAsync(Fault.CutOffBody()));
    }

    [Fact]
    public async Task Rate_limit_response_is_retried() => Assert.Equal(4, await CountAsync(Fault.Status(429, "{}")));

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
