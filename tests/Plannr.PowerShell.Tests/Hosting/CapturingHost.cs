using System.Management.Automation.Host;

namespace Plannr.PowerShell.Tests.Hosting;

/// <summary>A console host that records its output.</summary>
internal sealed class CapturingHost(int width, bool supportsVirtualTerminal) : PSHost
{
    private readonly CapturingUserInterface _ui = new(width, supportsVirtualTerminal);

    public override CultureInfo CurrentCulture => CultureInfo.GetCultureInfo("en-GB");

    public override CultureInfo CurrentUICulture => CultureInfo.GetCultureInfo("en-GB");

    public override Guid InstanceId { get; } = Guid.NewGuid();

    public override string Name => "Tests";

    public override PSHostUserInterface UI => _ui;

    public override Version Version { get; } = new(1, 0);

    /// <summary>The queued replies to secure prompts. A prompt fails if the queue is empty.</summary>
    public Queue<string> Secrets => _ui.Secrets;

    /// <summary>The progress records written so far.</summary>
    public IReadOnlyCollection<ProgressRecord> Progress => _ui.Progress;

    /// <summary>Returns the text written since the last call.</summary>
    public string TakeText() => _ui.TakeText();

    /// <summary>Discards recorded output and queued secrets.</summary>
    public void Clear() => _ui.Clear();

    public override void EnterNestedPrompt() => throw new NotSupportedException();

    public override void ExitNestedPrompt() => throw new NotSupportedException();

    public override void NotifyBeginApplication()
    {
    }

    public override void NotifyEndApplication()
    {
    }

    public override void SetShouldExit(int exitCode)
    {
    }
}
