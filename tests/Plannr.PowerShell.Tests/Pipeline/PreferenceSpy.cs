namespace Plannr.PowerShell.Tests.Pipeline;

/// <summary>A preference variable that records which threads read it.</summary>
internal sealed class PreferenceSpy(string name, ActionPreference preference) : PSVariable(name, preference)
{
    private readonly ConcurrentQueue<int> _readers = new();

    public IReadOnlyCollection<int> Readers => _readers;

    public override object Value
    {
        get
        {
            _readers.Enqueue(Environment.CurrentManagedThreadId);
            return preference;
        }
        set => throw new NotSupportedException();
    }
}
