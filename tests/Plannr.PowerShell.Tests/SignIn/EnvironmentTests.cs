namespace Plannr.PowerShell.Tests.SignIn;

[Collection(ModuleSession.Collection)]
public sealed class EnvironmentTests : IAsyncLifetime
{
    private SignInSession _signIn = null!;

    public async Task InitializeAsync() => _signIn = await SignInSession.StartAsync();

    public async Task DisposeAsync() => await _signIn.DisposeAsync();

    [Fact]
    public void The_environment_provides_the_token_and_the_account_and_the_URL_if_no_parameters_are_passed()
    {
        Environment.SetEnvironmentVariable("PLANNR_ACCESS_TOKEN", "token-of-the-environment");
        Environment.SetEnvironmentVariable("PLANNR_ACCOUNT_UUID", "4c1f0a52-8d37-5b6e-a1c4-6f0e92d7b303");
        Environment.SetEnvironmentVariable("PLANNR_BASE_URI", _signIn.Server.BaseUri.AbsoluteUri);

        PlannrConnection connection = _signIn.Connect(string.Empty);

        Assert.Equal("AccessToken from PLANNR_ACCESS_TOKEN", connection.Authentication);
        Assert.Equal(new Guid("4c1f0a52-8d37-5b6e-a1c4-6f0e92d7b303"), connection.AccountUuid);
        Assert.Equal(_signIn.Server.BaseUri, connection.BaseUri);
        Assert.Equal(["GET /api/v1/logins"], _signIn.Requests);
        Assert.Equal("Bearer token-of-the-environment", _signIn.Server.Requests[0].Header("Authorization"));
        Assert.Equal("4c1f0a52-8d37-5b6e-a1c4-6f0e92d7b303", _signIn.Server.Requests[0].Header("X-PLANNR-ACCOUNT-UUID"));
    }

    [Fact]
    public void A_token_and_a_URL_passed_as_parameters_override_the_environment()
    {
        Environment.SetEnvironmentVariable("PLANNR_ACCESS_TOKEN", "token-of-the-environment");
        Environment.SetEnvironmentVariable("PLANNR_BASE_URI", "http://127.0.0.1:9/");
        _signIn.Session.Set("Token", ModuleSession.Secret("token-of-the-parameter"));

        Assert.Equal("AccessToken", _signIn.Connect("-AccessToken $Token -BaseUri $Base").Authentication);
        Assert.Equal("Bearer token-of-the-parameter", _signIn.Server.Requests[0].Header("Authorization"));
    }

    [Fact]
    public void The_user_is_prompted_for_a_missing_token_and_the_input_is_hidden()
    {
        _signIn.Session.Host.Secrets.Enqueue("typed-by-hand");

        PlannrConnection connection = _signIn.Connect("-BaseUri $Base");

        Assert.Equal("AccessToken from the prompt", connection.Authentication);
        Assert.Equal("Bearer typed-by-hand", _signIn.Server.Requests[0].Header("Authorization"));
        Assert.Equal("Plannr access token: ", _signIn.Session.Host.TakeText());
    }

    [Fact]
    public void The_error_recommends_other_ways_to_pass_the_token_if_no_prompt_is_possible()
    {
        ErrorRecord error = _signIn.Session.Run("Connect-Plannr -BaseUri $Base").ShouldTerminate();

        Assert.Equal("PlannrInvalidConnection,Plannr.PowerShell.Connections.ConnectPlannrCommand", error.FullyQualifiedErrorId);
        Assert.Equal("There is no access token, and the session can't prompt for one.", error.Exception.Message);
        Assert.Contains("PLANNR_ACCESS_TOKEN", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Empty(_signIn.Requests);
    }

    [Theory]
    [InlineData("PLANNR_ACCOUNT_UUID", "the office", "The value of PLANNR_ACCOUNT_UUID is not a UUID.")]
    [InlineData("PLANNR_BASE_URI", "api.plannrcrm.com", "The value of PLANNR_BASE_URI is not an absolute URL.")]
    public void An_invalid_environment_variable_is_named_in_the_error(string variable, string value, string message)
    {
        Environment.SetEnvironmentVariable("PLANNR_ACCESS_TOKEN", "token-of-the-environment");
        Environment.SetEnvironmentVariable(variable, value);

        ErrorRecord error = _signIn.Session.Run("Connect-Plannr").ShouldTerminate();

        Assert.Equal(message, error.Exception.Message);
    }

    [Theory]
    [InlineData("", "The access token is empty.")]
    [InlineData("two words", "The access token contains a space, a tab or a line break.")]
    [InlineData("token\r\n", "The access token contains a space, a tab or a line break.")]
    [InlineData("tok\u0007en", "The access token contains a character that is not allowed in a token.")]
    [InlineData("t\u00f6ken", "The access token contains a character that is not allowed in a token.")]
    public void An_invalid_token_is_rejected_before_it_is_sent_and_does_not_appear_in_the_error(string token, string message)
    {
        _signIn.Session.Set("Token", ModuleSession.Secret(token));

        ErrorRecord error = _signIn.Session.Run("Connect-Plannr -AccessToken $Token -BaseUri $Base").ShouldTerminate();

        Assert.Equal("PlannrInvalidConnection,Plannr.PowerShell.Connections.ConnectPlannrCommand", error.FullyQualifiedErrorId);
        Assert.Equal(message, error.Exception.Message);
        Assert.Empty(_signIn.Requests);
    }
}
