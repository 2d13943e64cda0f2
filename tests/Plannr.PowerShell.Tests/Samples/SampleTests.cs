using System.Management.Automation.Language;
using System.Net.Mail;

namespace Plannr.PowerShell.Tests.Samples;

/// <summary>
/// The help of all samples, and the results of some that need only PowerShell's core commands. Samples that write files or start processes need a full shell;
/// tests/Pester/Samples.Tests.ps1 runs all samples.
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
    public void Samples_exist() => Assert.True(Directory.GetFiles(Folder, "*.ps1").Length >= 5);

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_sample_parses_and_has_complete_help(string name)
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
    public void The_email_lists_every_execution_with_errors_and_encodes_text_from_Plannr()
    {
        IReadOnlyList<AutomationExecution> failed = Session.Run("Get-PlannrAutomationExecution -WithError").ShouldSucceed().As<AutomationExecution>();

        MailMessage mail = RunSample("New-FailureMail.ps1", "-From plannr@example.com -To office@example.com -Since 2026-01-01").ShouldSucceed().As<MailMessage>().Single();

        Assert.Equal($"Plannr: {failed.Count} executions with errors", mail.Subject);
        Assert.All(failed, run => Assert.Contains(run.Uuid.ToString()!, mail.Body, StringComparison.Ordinal));
        Assert.Contains("Pretend &amp; Daughters", mail.Body, StringComparison.Ordinal);
        Assert.Equal(["office@example.com"], mail.To.Select(address => address.Address));
    }

    [Fact]
    public void No_email_is_created_if_nothing_failed() =>
        Assert.Empty(RunSample("New-FailureMail.ps1", "-From plannr@example.com -To office@example.com -Since 2030-01-01").ShouldSucceed().Output);

    [Fact]
    public void Wait_Onboarding_returns_the_execution_that_succeeded()
    {
        AutomationExecution ended = NewestOnboardings().First(run => run is { Status: "completed", HasError: false });

        Assert.Equal(ended.Uuid, RunSample("Wait-Onboarding.ps1", $"-ClientUuid {ended.AccountUuid}").ShouldSucceed().As<AutomationExecution>().Single().Uuid);
    }

    [Fact]
    public void Wait_Onboarding_fails_if_the_execution_failed()
    {
        AutomationExecution failed = NewestOnboardings().First(run => run.Status == "failed");

        ErrorRecord error = RunSample("Wait-Onboarding.ps1", $"-ClientUuid {failed.AccountUuid}").ShouldTerminate();

        Assert.Contains($"The execution {failed.Uuid} of '{failed.Name}' ended with the status failed", error.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Wait_Onboarding_fails_if_no_execution_appears() =>
        Assert.Contains("appeared within", RunSample("Wait-Onboarding.ps1", $"-ClientUuid {Guid.NewGuid()} -AppearSec 0").ShouldTerminate().Exception.Message, StringComparison.Ordinal);

    private IEnumerable<AutomationExecution> NewestOnboardings() =>
        Session.Run("Get-PlannrAutomationExecution -Name *onboarding*").ShouldSucceed().As<AutomationExecution>()
            .GroupBy(run => run.AccountUuid).Select(runs => runs.First());

    /// <summary>Runs a sample as text, because the machine's execution policy could block the file.</summary>
    private ScriptResult RunSample(string name, string arguments)
    {
        Session.Set("Text", File.ReadAllText(Path.Combine(Folder, name)));
        return Session.Run($"& ([scriptblock]::Create($Text)) {arguments}");
    }
}
