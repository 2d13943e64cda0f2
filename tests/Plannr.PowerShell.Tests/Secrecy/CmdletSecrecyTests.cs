namespace Plannr.PowerShell.Tests.Secrecy;

/// <summary>The output and messages of each cmdlet when it refreshes the access token and succeeds.</summary>
[Collection(ModuleSession.Collection)]
public sealed class CmdletSecrecyTests : IAsyncLifetime
{
    private SecrecySession _secrecy = null!;

    public static TheoryData<string> Cmdlets => [.. StagedCmdlets.Types.Select(type => $"{StagedCmdlets.NameOf(type).VerbName}-{StagedCmdlets.NameOf(type).NounName}")];

    public static TheoryData<string> ConnectScripts => [.. CmdletScripts.ConnectScripts];

    public async Task InitializeAsync() => _secrecy = await SecrecySession.StartAsync();

    public async Task DisposeAsync() => await _secrecy.DisposeAsync();

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void No_cmdlet_shows_a_secret(string cmdlet)
    {
        string script = CmdletScripts.All[cmdlet];
        string[] before = Directory.GetFiles(Environment.CurrentDirectory);
        _secrecy.RunAndSearch(CmdletScripts.SignIn).ShouldSucceed();
        _secrecy.Server.Faults.Clear();
        _secrecy.Server.Faults.Add(Fault.Status(401, """{"message":"Unauthenticated."}""") with
        {
            Times = 1,
            Matches = request => request.Path.StartsWith("/api/", StringComparison.Ordinal),
        });
        _secrecy.ServeTokens();
        string file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".html");
        _secrecy.Session.Set("File", file);
        try
        {
            ScriptResult result = _secrecy.RunAndSearch(script).ShouldSucceed();

            if (File.Exists(file))
            {
                new SecretSearch(_secrecy.Secrets).AssertIsNotIn(File.ReadAllText(file));
            }

            // The search would pass even if the cmdlet wrote nothing.
            Assert.NotEmpty(result.Output.Concat<object>(result.Verbose));
            Assert.Empty(Directory.GetFiles(Environment.CurrentDirectory).Except(before));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Theory]
    [MemberData(nameof(ConnectScripts))]
    public void Connecting_never_shows_a_secret(string script)
    {
        Environment.SetEnvironmentVariable("PLANNR_ACCESS_TOKEN", SecrecySession.PersonalToken);
        _secrecy.Session.Host.Secrets.Enqueue(SecrecySession.PersonalToken);

        ScriptResult result = _secrecy.RunAndSearch(script).ShouldSucceed();

        Assert.Contains(result.Verbose, message => message.StartsWith("Connected to ", StringComparison.Ordinal));
        Assert.Contains(result.Debug, message => message.Contains("Authorization: ***", StringComparison.Ordinal));
    }

    [Fact]
    public void The_known_secrets_include_the_tokens_and_the_code_and_the_client_secret()
    {
        _secrecy.RunAndSearch(CmdletScripts.SignIn).ShouldSucceed();

        string[] kinds = ["sandbox-access-", "sandbox-refresh-", SandboxData.ConfidentialClientSecret, "sandbox-code-"];
        Assert.All(kinds, kind => Assert.Contains(_secrecy.Secrets, secret => secret.StartsWith(kind, StringComparison.Ordinal)));
        Assert.InRange(_secrecy.Secrets.Length, 7, 20);
    }
}
