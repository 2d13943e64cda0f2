using System.Management.Automation.Language;
using System.Net.Mail;

namespace Plannr.PowerShell.Tests.Samples;

/// <summary>
/// The samples, as far as they run with PowerShell's core commands. What writes files and starts processes needs a whole shell:
/// tests/Pester/Samples.Tests.ps1 runs all of them.
/// </summary>
[Collection(ModuleSession.Collection)]
public sealed class SampleTests : IDisposable
{
    private static readonly string Folder = Path.Combine(StagedModule.Metadata("RepositoryRoot"), "samples");

    private readonly DemoSession _demo = new();

    public static TheoryData<string> Names => [.. Directory.GetFiles(Folder, "*.ps1").Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal)];

    private ModuleSession Session => _demo.Session;

    public void Dispose() => _demo.Dispose();

    [Fact]
    public void There_are_samples() => Assert.True(Directory.GetFiles(Folder, "*.ps1").Length >= 5);

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_sample_parses_and_says_what_it_is_for(string name)
    {
        ScriptBlockAst script = Parser.ParseFile(Path.Combine(Folder, name), out _, out ParseError[] errors);
        CommentHelpInfo help = script.GetHelpContent();

        Assert.Empty(errors.Select(error => error.Message));
        Assert.NotNull(help);
        Assert.False(string.IsNullOrWhiteSpace(help.Synopsis) || string.IsNullOrWhiteSpace(help.Description));
        Assert.True(help.Examples.Count >= 2);
        Assert.NotEmpty(help.Outputs);
        Assert.Equal(
            script.ParamBlock.Parameters.Select(parameter => parameter.Name.VariablePath.UserPath.ToUpperInvariant()).Order(StringComparer.Ordinal),
            help.Parameters.Where(parameter => !string.IsNullOrWhiteSpace(parameter.Value)).Select(parameter => parameter.Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_mail_names_every_run_with_errors_and_encodes_what_comes_from_Plannr()
    {
        IReadOnlyList<AutomationExecution> failed = Session.Run("Get-PlannrAutomationExecution -WithError").ShouldSucceed().As<AutomationExecution>();

        MailMessage mail = RunSample("New-FailureMail.ps1", "-From plannr@example.com -To office@example.com -Since 2026-01-01").ShouldSucceed().As<MailMessage>().Single();

        Assert.Equal($"Plannr: {failed.Count} automations with errors", mail.Subject);
        Assert.All(failed, run => Assert.Contains(run.Uuid.ToString()!, mail.Body, StringComparison.Ordinal));
        Assert.Contains("Pretend &amp; Daughters", mail.Body, StringComparison.Ordinal);
        Assert.Equal(["office@example.com"], mail.To.Select(address => address.Address));
    }

    [Fact]
    public void There_is_no_mail_where_nothing_failed() =>
        Assert.Empty(RunSample("New-FailureMail.ps1", "-From plannr@example.com -To office@example.com -Since 2030-01-01").ShouldSucceed().Output);

    [Fact]
    public void The_wait_for_an_onboarding_gives_the_run_that_ended_well()
    {
        AutomationExecution ended = NewestOnboardings().First(run => run is { Status: "completed", HasError: false });

        Assert.Equal(ended.Uuid, RunSample("Wait-Onboarding.ps1", $"-ClientUuid {ended.AccountUuid}").ShouldSucceed().As<AutomationExecution>().Single().Uuid);
    }

    [Fact]
    public void The_wait_for_an_onboarding_ends_with_an_error_where_the_run_did()
    {
        AutomationExecution failed = NewestOnboardings().First(run => run.Status == "failed");

        ErrorRecord error = RunSample("Wait-Onboarding.ps1", $"-ClientUuid {failed.AccountUuid}").ShouldTerminate();

        Assert.Contains($"The run {failed.Uuid} of '{failed.Name}' ended as failed", error.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_wait_for_an_onboarding_that_is_not_there_ends_with_an_error() =>
        Assert.Contains("has appeared", RunSample("Wait-Onboarding.ps1", $"-ClientUuid {Guid.NewGuid()} -AppearSec 0").ShouldTerminate().Exception.Message, StringComparison.Ordinal);

    private IEnumerable<AutomationExecution> NewestOnboardings() =>
        Session.Run("Get-PlannrAutomationExecution -Name *onboarding*").ShouldSucceed().As<AutomationExecution>()
            .GroupBy(run => run.AccountUuid).Select(runs => runs.First());

    /// <summary>As text, since an execution policy of the machine would refuse the file.</summary>
    private ScriptResult RunSample(string name, string arguments)
    {
        Session.Set("Text", File.ReadAllText(Path.Combine(Folder, name)));
        return Session.Run($"& ([scriptblock]::Create($Text)) {arguments}");
    }
}
