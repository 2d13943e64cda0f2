namespace Plannr.Client.Tests.Addresses;

/// <summary>What no client is made with.</summary>
public sealed class FactoryTests
{
    private static readonly PlannrClientFactory Factory = new();

    [Fact]
    public void Options_are_needed()
    {
        Assert.Equal("options", Assert.Throws<ArgumentNullException>(() => Factory.Create(null!)).ParamName);
        Assert.Equal("options", Assert.Throws<ArgumentNullException>(() => Factory.Authorize(null!, Authorization())).ParamName);
        Assert.Equal("authorization", Assert.Throws<ArgumentNullException>(() => Factory.Authorize(new PlannrClientOptions(), null!)).ParamName);
    }

    [Fact]
    public void A_client_without_a_token_is_refused_and_the_error_names_the_demo()
    {
        var exception = Assert.Throws<PlannrInvalidConnectionException>(() => Factory.Create(new PlannrClientOptions { BaseUri = new Uri("https://api.example.test") }));

        Assert.Contains("-Demo", exception.RecommendedAction, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    public void An_empty_client_identifier_is_refused(string clientId)
    {
        var options = new PlannrClientOptions { BaseUri = new Uri("https://api.example.test") };

        Assert.Throws<PlannrInvalidConnectionException>(() => Factory.Authorize(options, Authorization(clientId)));
    }

    [Fact]
    public void An_address_to_come_back_to_has_to_be_absolute()
    {
        var options = new PlannrClientOptions { BaseUri = new Uri("https://api.example.test") };
        var relative = new Uri("callback", UriKind.Relative);

        var exception = Assert.Throws<PlannrInvalidConnectionException>(() => Factory.Authorize(options, Authorization(redirectUri: relative)));

        Assert.Contains("'callback'", exception.Message, StringComparison.Ordinal);
    }

    private static PlannrAuthorizationOptions Authorization(string clientId = "client", Uri? redirectUri = null) =>
        new() { ClientId = clientId, RedirectUri = redirectUri ?? new Uri("http://127.0.0.1/callback") };
}
