using System.Collections.ObjectModel;
using System.Management.Automation.Host;

namespace Plannr.PowerShell.Tests.Hosting;

/// <summary>Records text and throws on prompts without a queued reply, so that an unexpected prompt fails the test instead of blocking it.</summary>
internal sealed class CapturingUserInterface(int width, bool supportsVirtualTerminal) : PSHostUserInterface
{
    private readonly Lock _lock = new();
    private readonly StringBuilder _text = new();

    public override PSHostRawUserInterface RawUI { get; } = new CapturingRawUserInterface(width);

    public override bool SupportsVirtualTerminal => supportsVirtualTerminal;

    public string TakeText()
    {
        lock (_lock)
        {
            string text = _text.ToString();
            _text.Clear();
            return text;
        }
    }

    public void Clear()
    {
        TakeText();
        Progress.Clear();
        Secrets.Clear();
    }

    public override void Write(string value)
    {
        lock (_lock)
        {
            _text.Append(value);
        }
    }

    public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) => Write(value);

    public override void WriteLine(string value) => Write(value + "\n");

    public override void WriteErrorLine(string value) => WriteLine("ERROR: " + value);

    public override void WriteDebugLine(string message) => WriteLine("DEBUG: " + message);

    public override void WriteVerboseLine(string message) => WriteLine("VERBOSE: " + message);

    public override void WriteWarningLine(string message) => WriteLine("WARNING: " + message);

    /// <summary>The progress records written so far.</summary>
    public ConcurrentQueue<ProgressRecord> Progress { get; } = new();

    public override void WriteProgress(long sourceId, ProgressRecord record) => Progress.Enqueue(record);

    public override string ReadLine() => throw Unattended();

    /// <summary>The queued replies to secure prompts.</summary>
    public Queue<string> Secrets { get; } = new();

    public override SecureString ReadLineAsSecureString() => Secrets.TryDequeue(out string? secret) ? ModuleSession.Secret(secret) : throw Unattended();

    public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions) => throw Unattended();

    public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice) => throw Unattended();

    public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName) => throw Unattended();

    public override PSCredential PromptForCredential(
        string caption, string message, string userName, string targetName, PSCredentialTypes allowedCredentialTypes, PSCredentialUIOptions options) => throw Unattended();

    private static HostException Unattended() => new("The test has no reply to this prompt.");
}
