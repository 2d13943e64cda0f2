namespace Plannr.PowerShell.Tests.Serving;

/// <summary>Counts the clients that disconnect while the server keeps them waiting.</summary>
internal sealed class Disconnects
{
    private readonly SemaphoreSlim _disconnected = new(0);

    /// <summary>Returns a fault that sends no response: the request hangs until the client disconnects.</summary>
    public Fault Hang() => new("hang", async context =>
    {
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, context.CancellationToken);
        }
        finally
        {
            _disconnected.Release();
        }
    });

    public async Task WaitForAsync(int count)
    {
        for (int i = 0; i < count; i++)
        {
            await _disconnected.WaitAsync();
        }
    }
}
