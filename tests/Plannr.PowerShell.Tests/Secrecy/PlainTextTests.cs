namespace Plannr.PowerShell.Tests.Secrecy;

/// <summary>Secrets that are not passed as a SecureString. They are rejected and do not appear in errors.</summary>
[Collection(ModuleSession.Collection)]
public sealed class PlainTextTests : IAsyncLifetime
{
    private const string Plain = "pt_not-protected";

    private static readonly Dictionary<string, object> Forms = new()
    {
        ["string"] = Plain,
        ["CSV row"] = new PSObject { Properties = { new PSNoteProperty("Token", Plain) } },
        ["hashtable"] = new Hashtable { ["Token"] = Plain },
        ["array"] = new object[] { Plain },
        ["two strings"] = new[] { Plain, Plain },
        ["characters"] = Plain.ToCharArray(),
        ["user name"] = new PSCredential(Plain, ModuleSession.Secret("x")),
    };

    private SignInSession _signIn = null!;

    public async Task InitializeAsync()
    {
        _signIn = await SignInSession.StartAsync();
        _signIn.Session.Set("Secure", ModuleSession.Secret("some-token"));
    }

    public async Task DisposeAsync() => await _signIn.DisposeAsync();

    public static TheoryData<string, string, string> SecretParameters
    {
        get
        {
            var cases = new TheoryData<string, string, string>();
            foreach (Type cmdlet in StagedCmdlets.Types)
            {
                foreach (PropertyInfo parameter in StagedCmdlets.ParametersOf(cmdlet).Where(parameter => parameter.PropertyType == typeof(SecureString)))
                {
                    foreach (string form in Forms.Keys)
                    {
                        CmdletAttribute name = StagedCmdlets.NameOf(cmdlet);
                        cases.Add($"{name.VerbName}-{name.NounName}", parameter.Name, form);
                    }
                }
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(SecretParameters))]
    public void Secret_parameter_accepts_only_a_SecureString(string cmdlet, string parameter, string form)
    {
        Dictionary<string, string> others = new()
        {
            ["AccessToken"] = string.Empty,
            ["ClientSecret"] = "-ClientId office -NoBrowser",
            ["RefreshToken"] = "-ClientId office",
            ["SigningSecret"] = "-Body x -Signature 00",
        };
        _signIn.Session.Set("Plain", Forms[form]);

        AssertRefused($"{cmdlet} -{parameter} $Plain {others[parameter]}");
        AssertRefused($"$arguments = @{{ {parameter} = $Plain }}; {cmdlet} @arguments {others[parameter]}");
    }

    [Theory]
    [InlineData("Connect-Plannr $Plain")]
    [InlineData("Connect-Plannr $Plain -BaseUri $Base -Name office")]
    [InlineData("Connect-Plannr @(,$Plain)")]
    [InlineData("Connect-Plannr $Secure $Plain")]
    [InlineData("Connect-Plannr -AccessToken $Secure $Plain")]
    [InlineData("Connect-Plannr -ClientId office -NoBrowser $Plain")]
    [InlineData("Connect-Plannr -ClientId office -RefreshToken $Secure $Plain")]
    [InlineData("Connect-Plannr -SecretName office $Plain")]
    [InlineData("Connect-Plannr -Demo $Plain")]
    [InlineData(",$Plain | Connect-Plannr")]
    [InlineData(",$Plain | Connect-Plannr -AccessToken $Secure")]
    [InlineData(",$Plain | Connect-Plannr -ClientId office -NoBrowser")]
    [InlineData(",$Plain | Connect-Plannr -Demo")]
    [InlineData("[pscustomobject]@{ AccessToken = $Plain } | Connect-Plannr")]
    [InlineData("[pscustomobject]@{ SigningSecret = $Plain } | Test-PlannrWebhookSignature x 00")]
    [InlineData("Test-PlannrWebhookSignature x 00 $Plain")]
    public void Positional_and_piped_plain_text_secrets_are_refused(string script)
    {
        foreach (object form in Forms.Values)
        {
            _signIn.Session.Set("Plain", form);
            AssertRefused(script);
        }
    }

    [Fact]
    public void Access_token_can_be_passed_by_position()
    {
        _signIn.Session.Run("Connect-Plannr $Secure -BaseUri $Base").ShouldSucceed();

        Assert.Equal("Bearer some-token", Assert.Single(_signIn.Server.Requests).Header("Authorization"));
    }

    [Theory]
    [InlineData("Get-Command Connect-Plannr -Syntax")]
    [InlineData("(Get-Command Connect-Plannr).Parameters.Keys")]
    [InlineData("(Get-Command Connect-Plannr).ParameterSets.Parameters.Name")]
    [InlineData("(TabExpansion2 'Connect-Plannr -' 16).CompletionMatches.CompletionText")]
    public void Parameter_that_catches_plain_text_secrets_is_hidden(string script)
    {
        string shown = string.Join("\n", _signIn.Session.Run(script).ShouldSucceed().Output);

        Assert.Contains("AccessToken", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("InputObject", shown, StringComparison.Ordinal);
    }

    [Fact]
    public void Unknown_parameter_is_named_in_the_error()
    {
        ErrorRecord error = _signIn.Session.Run("Connect-Plannr -AccessTokn $Secure").ShouldTerminate();

        Assert.Equal("A parameter cannot be found that matches parameter name 'AccessTokn'.", error.Exception.Message);
    }

    [Fact]
    public void Error_explains_how_to_pass_a_SecureString()
    {
        _signIn.Session.Set("Plain", Plain);

        Assert.Equal(
            "Cannot process argument transformation on parameter 'AccessToken'. Only a SecureString is accepted here, but the value is of type String. "
            + "Use Read-Host -AsSecureString, Get-Secret, or ConvertTo-SecureString -AsPlainText -Force.",
            _signIn.Session.Run("Connect-Plannr $Plain").ShouldTerminate().Exception.Message);
        Assert.Equal(
            "Connect-Plannr accepts only one positional argument, the access token. It accepts no pipeline input.",
            _signIn.Session.Run("$Plain | Connect-Plannr").ShouldTerminate().Exception.Message);
    }

    /// <summary>Runs the script and asserts that it fails, sends nothing and opens no connection, and that no error contains the secret other than in the line that the user typed.</summary>
    private void AssertRefused(string script)
    {
        ScriptResult result = _signIn.Session.Run("$Error.Clear(); " + script);

        ErrorRecord error = result.Terminating ?? Assert.Single(result.Errors);
        foreach (ErrorRecord kept in _signIn.Session.Run("$Error").Output.Select(item => AsRecord(item.BaseObject)).Append(error))
        {
            Assert.DoesNotContain(
                Plain,
                $"{kept.Exception} {kept.CategoryInfo} {kept.ErrorDetails} {kept.ErrorDetails?.RecommendedAction} {PSSerializer.Serialize(kept.TargetObject, 2)} {PSSerializer.Serialize(kept.Exception.Data, 2)}",
                StringComparison.Ordinal);
        }

        Assert.Empty(_signIn.Requests);
        Assert.Empty(_signIn.Session.Run("Get-PlannrConnection").ShouldSucceed().Output);
    }

    private static ErrorRecord AsRecord(object error) => error as ErrorRecord ?? ((RuntimeException)error).ErrorRecord;
}
