namespace Plannr.PowerShell.Tests.Serving;

/// <summary>Counts the clients that go away while the server lets them wait.</summary>
internal sealed class Disconnects
{
    private readonly SemaphoreSlim _gone = new(0);

    /// <summary>No answer at all: the request hangs until the client gives up.</summary>
    public Fault Hang() => new("hang", async context =>
    {
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, context.CancellationToken);
        }
        finally
        {
            _gone.Release();
        }
    });

    public async Task WaitForAsync(int count)
    {
        for (int i = 0; i < count; i++)
        {
            await _gone.WaitAsync();
        }
    }
}
