using System;
using System.Diagnostics;
using System.Management.Automation;

namespace Plannr.PowerShell.Pipeline;

/// <summary>
/// Shows progress on work that takes longer than about a second: count, rate and time left where a total is known. What was shown is always
/// completed, also when the pipeline is being stopped, which forbids the cmdlet's own methods: the host is told directly then.
/// </summary>
internal sealed class ProgressMeter(PSCmdlet cmdlet, string activity)
{
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private static int _lastId;

    private readonly int _id = System.Threading.Interlocked.Increment(ref _lastId);
    private readonly TimeSpan _start = Clock();
    private TimeSpan _shownAt = TimeSpan.MinValue;
    private bool _isShown;

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
        if (!IsDue)
        {
            return;
        }

        double seconds = (Clock() - _start).TotalSeconds;
        double rate = done / seconds;
        var record = new ProgressRecord(_id, activity, total is { } all ? $"{done} of {all}, {rate:0} a second" : $"{done}, {rate:0} a second");
        if (total is > 0 && done <= total)
        {
            record.PercentComplete = (int)(100 * done / total.Value);
            record.SecondsRemaining = rate > 0 ? (int)Math.Min(int.MaxValue, (total.Value - done) / rate) : -1;
        }

        Show(record);
    }

    /// <summary>Shows something else.</summary>
    /// <param name="status">What is being done.</param>
    /// <param name="percent">How much of it is done; -1 where that is not known.</param>
    public void Show(string status, int percent)
    {
        if (IsDue)
        {
            Show(new ProgressRecord(_id, activity, status.Length > 0 ? status : activity) { PercentComplete = percent });
        }
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

    private void Show(ProgressRecord record)
    {
        _isShown = true;
        _shownAt = Clock();
        cmdlet.CommandRuntime.WriteProgress(_id, record);
    }
}
