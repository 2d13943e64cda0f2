namespace Plannr.Client.Limits;

/// <summary>Counts what a connection sends.</summary>
internal sealed class ConnectionCounters
{
    private long _sent;
    private long _retries;

    public long Sent => Interlocked.Read(ref _sent);

    public long Retries => Interlocked.Read(ref _retries);

    public void CountSent() => Interlocked.Increment(ref _sent);

    public void CountRetry() => Interlocked.Increment(ref _retries);
}
