namespace Plannr.Client.Tests.Addresses;

/// <summary>Tests the options that the factory rejects.</summary>
public sealed class FactoryTests
{
    private static readonly PlannrClientFactory Factory = new();

    [Fact]
    public void Null_options_are_rejected()
    {
        Assert.Equal("options", Assert.Throws<ArgumentNullException>(() => Factory.Create(null!)).ParamName);
        Assert.Equal("options", Assert.Throws<ArgumentNullException>(() => Factory.Authorize(null!, Authorization())).ParamName);
        Assert.Equal("authorization", Assert.Throws<ArgumentNullException>(() => Factory.Authorize(new PlannrClientOptions(), null!)).ParamName);
    }

    [Fact]
    public void Missing_token_causes_an_error_that_mentions_the_demo()
    {
        var exception = Assert.Throws<PlannrInvalidConnectionException>(() => Factory.Create(new PlannrClientOptions { BaseUri = new Uri("https://api.example.test") }));

        Assert.Contains("-Demo", exception.RecommendedAction, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    public void Empty_client_ID_is_rejected(string clientId)
    {
        var options = new PlannrClientOptions { BaseUri = new Uri("https://api.example.test") };

        Assert.Throws<PlannrInvalidConnectionException>(() => Factory.Authorize(options, Authorization(clientId)));
    }

    [Fact]
    public void Redirect_URI_must_be_absolute()
    {
        var options = new PlannrClientOptions { BaseUri = new Uri("https://api.example.test") };
        var relative = new Uri("callback", UriKind.Relative);

        var exception = Assert.Throws<PlannrInvalidConnectionException>(() => Factory.Authorize(options, Authorization(redirectUri: relative)));

        Assert.Contains("'callback'", exception.Message, StringComparison.Ordinal);
    }

    private static PlannrAuthorizationOptions Authorization(string clientId = "client", Uri? redirectUri = null) =>
        new() { ClientId = clientId, RedirectUri = redirectUri ?? new Uri("http://127.0.0.1/callback") };
}
