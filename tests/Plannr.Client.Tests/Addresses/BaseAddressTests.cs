namespace Plannr.Client.Tests.Addresses;

/// <summary>Tests which servers may receive a token.</summary>
public sealed class BaseAddressTests
{
    [Theory]
    [InlineData("https://api.plannrcrm.com", "https://api.plannrcrm.com/")]
    [InlineData("https://API.plannrcrm.com/", "https://api.plannrcrm.com/")]
    [InlineData("https://api.plannrcrm.com:8443", "https://api.plannrcrm.com:8443/")]
    [InlineData("https://api.plannrcrm.com:443/", "https://api.plannrcrm.com/")]
    [InlineData("http://localhost", "http://localhost/")]
    [InlineData("http://LOCALHOST:5000/", "http://localhost:5000/")]
    [InlineData("http://127.0.0.1:5000", "http://127.0.0.1:5000/")]
    [InlineData("http://127.8.9.10", "http://127.8.9.10/")]
    [InlineData("http://[::1]:5000", "http://[::1]:5000/")]
    public void Https_and_loopback_addresses_are_accepted(string address, string expected)
    {
        var options = new PlannrClientOptions { BaseUri = new Uri(address), AccessToken = Tokens.Secure() };

        using IPlannrClient client = new PlannrClientFactory().Create(options);

        Assert.Equal(expected, options.BaseUri.AbsoluteUri);
    }

    [Theory]
    [InlineData("http://api.plannrcrm.com")]
    [InlineData("http://localhost.example.com")]
    [InlineData("http://127.0.0.1.example.com")]
    [InlineData("http://192.168.1.10")]
    [InlineData("http://0.0.0.0")]
    public void Plain_HTTP_to_a_non_loopback_address_is_rejected(string address)
    {
        var exception = AssertRefused(address);

        Assert.Contains("plain HTTP", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://api.plannrcrm.com/api/v1")]
    [InlineData("https://api.plannrcrm.com/?a=b")]
    [InlineData("https://api.plannrcrm.com/#top")]
    [InlineData("https://admin:hunter2@api.plannrcrm.com/")]
    [InlineData("http://admin:hunter2@api.plannrcrm.com/")]
    [InlineData("http://api.plannrcrm.com@localhost/")]
    [InlineData("ftp://admin:hunter2@api.plannrcrm.com/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("api.plannrcrm.com")]
    [InlineData("/api/v1")]
    public void Invalid_base_address_causes_an_error_that_does_not_contain_the_password(string address)
    {
        var exception = AssertRefused(address);

        Assert.DoesNotContain("hunter2", exception.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Client_requires_a_token()
    {
        var exception = Assert.Throws<PlannrInvalidConnectionException>(() => new PlannrClientFactory().Create(new PlannrClientOptions()));

        Assert.Equal("PlannrInvalidConnection", exception.ErrorId);
        Assert.Contains("-AccessToken", exception.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void Live_API_address_is_the_default() =>
        Assert.Equal("https://api.plannrcrm.com/", new PlannrClientOptions().BaseUri.AbsoluteUri);

    [Fact]
    public async Task Creating_a_client_sends_no_request()
    {
        await using SandboxServer server = await SandboxServer.StartAsync();

        using IPlannrClient client = new PlannrClientFactory().Create(new PlannrClientOptions { BaseUri = server.BaseUri, AccessToken = Tokens.Secure() });

        Assert.Empty(server.Requests);
    }

    [Theory]
    [InlineData("https://api.plannrcrm.com/api/v1/x?y=z", true)]
    [InlineData("https://API.PLANNRCRM.COM:443/", true)]
    [InlineData("http://api.plannrcrm.com/", false)]
    [InlineData("https://api.plannrcrm.com:444/", false)]
    [InlineData("https://api.plannrcrm.com.example.com/", false)]
    [InlineData("https://plannrcrm.com/", false)]
    [InlineData("https://api.plannrcrm.com@example.com/", false)]
    public void Origin_is_the_same_only_if_scheme_and_host_and_port_match(string address, bool same) =>
        Assert.Equal(same, Origin.IsSame(PlannrClientOptions.DefaultBaseUri, new Uri(address)));

    private static PlannrInvalidConnectionException AssertRefused(string address)
    {
        var options = new PlannrClientOptions { BaseUri = new Uri(address, UriKind.RelativeOrAbsolute), AccessToken = Tokens.Secure() };

        var exception = Assert.Throws<PlannrInvalidConnectionException>(() => new PlannrClientFactory().Create(options));

        Assert.Equal("PlannrInvalidConnection", exception.ErrorId);
        Assert.NotEmpty(exception.RecommendedAction);
        return exception;
    }
}
