namespace Plannr.PowerShell.Tests.Hosting;

/// <summary>Fails a test that would otherwise hang. No test relies on this timeout to pass.</summary>
internal static class TaskTimeout
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    public static Task OrFail(this Task task) => task.WaitAsync(Limit);

    public static Task<T> OrFail<T>(this Task<T> task) => task.WaitAsync(Limit);
}
