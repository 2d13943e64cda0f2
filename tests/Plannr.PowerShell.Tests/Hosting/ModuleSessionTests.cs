namespace Plannr.PowerShell.Tests.Hosting;

/// <summary>The state of one session must not leak into the next, whether or not both use the same runspace.</summary>
[Collection(ModuleSession.Collection)]
public sealed class ModuleSessionTests
{
    [Theory]
    [InlineData("$leftover = 1", "$leftover")]
    [InlineData("$ExecutionContext.SessionState.PSVariable.Set([psvariable]::new('leftover', 1, 'ReadOnly, AllScope'))", "$leftover")]
    [InlineData("$VerbosePreference = 'Continue'", "$VerbosePreference")]
    [InlineData("$ErrorActionPreference = 'Stop'", "$ErrorActionPreference")]
    [InlineData("$ConfirmPreference = 'None'", "$ConfirmPreference")]
    [InlineData("$PSModuleAutoLoadingPreference = 'None'", "$PSModuleAutoLoadingPreference")]
    [InlineData("$PSDefaultParameterValues['*-Plannr*:Verbose'] = $true", "$PSDefaultParameterValues.Count")]
    [InlineData("try { throw 'failure' } catch { }", "$Error.Count")]
    [InlineData("Set-StrictMode -Version Latest", "$undefined; 'reached'")]
    [InlineData("$null = $ExecutionContext.SessionState.Path.SetLocation('/')", "$pwd.Path")]
    [InlineData("function Get-PlannrConnection { 'function' }", "Get-PlannrConnection")]
    [InlineData("function prompt { 'function' }", "prompt")]
    [InlineData("${alias:leftover} = 'Get-Module'", "(Get-Command leftover -ErrorAction Ignore).Definition")]
    [InlineData("${alias:h} = 'Get-Module'", "(Get-Command h).Definition")]
    [InlineData("New-Module leftover { function Get-Leftover { } } | Import-Module", "(Get-Module).Name")]
    [InlineData("Remove-Module Plannr", "(Get-Module).Name")]
    [InlineData("$null = $ExecutionContext.Events.SubscribeEvent($null, 'event', 'leftover', $null, { }, $true, $false)", "$ExecutionContext.Events.Subscribers.Count")]
    [InlineData("Connect-Plannr -Demo; Connect-Plannr -Demo -Name second", "(Get-PlannrConnection).Count")]
    [InlineData("'shown' | Out-Host", "'nothing'")]
    public void Changes_in_one_session_do_not_affect_the_next(string change, string query)
    {
        string expected;
        using (var session = new ModuleSession())
        {
            expected = Evaluate(session, query);
        }

        using (var session = new ModuleSession())
        {
            session.Run(change).ShouldSucceed();
            Assert.NotEqual(expected, Evaluate(session, query));
        }

        using var next = new ModuleSession();
        Assert.Equal(expected, Evaluate(next, query));
    }

    [Fact]
    public void Queued_secrets_and_progress_are_cleared_when_the_session_ends()
    {
        using (var session = new ModuleSession())
        {
            session.Host.Secrets.Enqueue("secret");
            session.Host.UI.WriteProgress(1, new ProgressRecord(1, "activity", "status"));
        }

        using var next = new ModuleSession();
        Assert.Empty(next.Host.Secrets);
        Assert.Empty(next.Host.Progress);
    }

    [Fact]
    public void Runspace_is_reused_after_a_session_that_changed_only_variables()
    {
        static Guid Use()
        {
            using var session = new ModuleSession();
            return session.Run("$leftover = 1; Connect-Plannr -Demo; [runspace]::DefaultRunspace.InstanceId").ShouldSucceed().As<Guid>().Single();
        }

        Assert.Equal(Use(), Use());
    }

    private static string Evaluate(ModuleSession session, string script)
    {
        ScriptResult result = session.Run(script);
        string text = session.Host.TakeText();
        return string.Join('|', result.Output.Select(item => item?.ToString()).Append(text).Append(result.Terminating?.ToString()).Concat(result.Errors.Select(error => error.ToString())));
    }
}
