namespace Plannr.Client.Tests.Serving;

/// <summary>Records the messages of a call.</summary>
internal sealed class RecordingObserver(bool wantsVerbose = true, bool wantsDebug = true) : IPlannrObserver
{
    private readonly List<string> _verbose = [];
    private readonly List<string> _debug = [];
    private readonly List<string> _warnings = [];

    public bool WantsVerbose => wantsVerbose;

    public bool WantsDebug => wantsDebug;

    public IReadOnlyList<string> VerboseTexts
    {
        get
        {
            lock (_verbose)
            {
                return _verbose.ToArray();
            }
        }
    }

    public IReadOnlyList<string> WarningTexts
    {
        get
        {
            lock (_warnings)
            {
                return _warnings.ToArray();
            }
        }
    }

    public IReadOnlyList<string> DebugTexts
    {
        get
        {
            lock (_debug)
            {
                return _debug.ToArray();
            }
        }
    }

    public void Verbose(string message)
    {
        lock (_verbose)
        {
            _verbose.Add(message);
        }
    }

    public void Warning(string message)
    {
        lock (_warnings)
        {
            _warnings.Add(message);
        }
    }

    public void Debug(string message)
    {
        lock (_debug)
        {
            _debug.Add(message);
        }
    }
}
