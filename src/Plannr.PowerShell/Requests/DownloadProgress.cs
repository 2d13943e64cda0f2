namespace Plannr.PowerShell.Requests;

/// <summary>Shows how much of a file has come. The work tells more often than anybody could read: what was not shown yet is overtaken.</summary>
/// <param name="post">Has something done on the pipeline's thread.</param>
/// <param name="meter">Shows it.</param>
internal sealed class DownloadProgress(Action<Action> post, ProgressMeter meter)
{
    private const double Megabyte = 1024 * 1024;

    private long _received;
    private long _total;
    private int _isPosted;

    public void Report(long received, long? total)
    {
        Volatile.Write(ref _received, received);
        Volatile.Write(ref _total, total ?? 0);
        if (Interlocked.Exchange(ref _isPosted, 1) == 0)
        {
            post(Show);
        }
    }

    private void Show()
    {
        Volatile.Write(ref _isPosted, 0);
        long received = Volatile.Read(ref _received);
        long total = Volatile.Read(ref _total);
        string done = (received / Megabyte).ToString("0.0", CultureInfo.InvariantCulture);
        meter.Show(
            total > 0 ? $"{done} of {(total / Megabyte).ToString("0.0", CultureInfo.InvariantCulture)} MB" : $"{done} MB",
            total > 0 ? (int)(100 * received / total) : -1);
    }
}
