using System.Diagnostics;

namespace Plannr.PowerShell.Shared;

/// <summary>
/// Shows progress on work that takes longer than about a second: count, rate and time left where a total is known. What was shown is always
/// completed, also when the pipeline is being stopped, which forbids the cmdlet's own methods: the host is told directly then.
/// </summary>
/// <param name="cmdlet">The cmdlet.</param>
/// <param name="activity">What it does.</param>
/// <param name="limitWait">How long the limit of requests holds it up from now; null where it does not.</param>
internal sealed class ProgressMeter(PSCmdlet cmdlet, string activity, Func<TimeSpan?> limitWait)
{
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private static int _lastId;

    private readonly int _id = System.Threading.Interlocked.Increment(ref _lastId);
    private readonly TimeSpan _start = Clock();
    private TimeSpan _shownAt = TimeSpan.MinValue;
    private bool _isShown;
    private long? _done;
    private long? _total;
    private string _status = "No answer yet";
    private int _percent = -1;

    /// <summary>The time since some moment. Replaced by tests.</summary>
    public static Func<TimeSpan> Clock { get; set; } = SystemClock;

    public static TimeSpan SystemClock() => TimeSpan.FromSeconds((double)Stopwatch.GetTimestamp() / Stopwatch.Frequency);

    /// <summary>Whether it is time to show something.</summary>
    public bool IsDue => Clock() - _start >= Quiet && (!_isShown || Clock() - _shownAt >= Pause);

    /// <summary>Shows how many of how many are done.</summary>
    /// <param name="done">How many are done.</param>
    /// <param name="total">How many there are; null where that is not known.</param>
    public void Show(long done, long? total)
    {
        _done = done;
        _total = total;
        ShowAgain();
    }

    /// <summary>Shows something else.</summary>
    /// <param name="status">What is being done.</param>
    /// <param name="percent">How much of it is done; -1 where that is not known.</param>
    public void Show(string status, int percent)
    {
        _done = null;
        _status = status.Length > 0 ? status : activity;
        _percent = percent;
        ShowAgain();
    }

    /// <summary>Shows what was to be shown last, with the rate and the wait as they are now.</summary>
    public void ShowAgain()
    {
        if (!IsDue)
        {
            return;
        }

        ProgressRecord record = _done is { } done ? Counted(done) : new ProgressRecord(_id, activity, _status) { PercentComplete = _percent };
        if (limitWait() is { } wait)
        {
            record.StatusDescription += $"; waiting {Math.Ceiling(wait.TotalSeconds):0} s for the limit of requests";
        }

        _isShown = true;
        _shownAt = Clock();
        cmdlet.CommandRuntime.WriteProgress(_id, record);
    }

    /// <summary>Takes down what was shown.</summary>
    public void Complete()
    {
        if (!_isShown)
        {
            return;
        }

        _isShown = false;
        var record = new ProgressRecord(_id, activity, "Completed") { RecordType = ProgressRecordType.Completed };
        try
        {
            cmdlet.CommandRuntime.WriteProgress(_id, record);
        }
        catch (Exception exception) when (exception is PipelineStoppedException or InvalidOperationException)
        {
            cmdlet.Host?.UI?.WriteProgress(_id, record);
        }
    }

    private ProgressRecord Counted(long done)
    {
        double seconds = (Clock() - _start).TotalSeconds;
        double rate = done / seconds;
        var record = new ProgressRecord(_id, activity, _total is { } all ? $"{done} of {all}, {rate:0} a second" : $"{done}, {rate:0} a second");
        if (_total is > 0 && done <= _total)
        {
            record.PercentComplete = (int)(100 * done / _total.Value);
            record.SecondsRemaining = rate > 0 ? (int)Math.Min(int.MaxValue, (_total.Value - done) / rate) : -1;
        }

        return record;
    }
}
